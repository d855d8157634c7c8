package io.shoken.quality.metric;

/**
 * NumPy's mean of a contiguous array: pairwise summation in blocks of up to 128 values over eight
 * running sums. The order decides the last bits, which are visible in single precision.
 */
final class NumpyMean {
  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private NumpyMean() {}

  /** The mean of at least one value, each step rounded to that precision. */
  static double of(double[] values, Arithmetic p) {
    return p.round(sum(values, 0, values.length, p) / values.length);
  }

  private static double sum(double[] values, int from, int n, Arithmetic p) {
    if (n > BLOCK) {
      int half = n / 2 - (n / 2) % LANES;
      return p.round(sum(values, from, half, p) + sum(values, from + half, n - half, p));
    }
    return block(values, from, n, p);
  }

  private static double block(double[] values, int from, int n, Arithmetic p) {
    int inLanes = n - n % LANES;
    double sum = 0;
    if (inLanes > 0) {
      double[] lanes = new double[LANES];
      for (int i = 0; i < inLanes; i++) {
        lanes[i % LANES] = p.round(lanes[i % LANES] + values[from + i]);
      }
      for (int width = 1; width < LANES; width *= 2) {
        for (int i = 0; i < LANES; i += 2 * width) {
          lanes[i] = p.round(lanes[i] + lanes[i + width]);
        }
      }
      sum = lanes[0];
    }
    for (int i = inLanes; i < n; i++) {
      sum = p.round(sum + values[from + i]);
    }
    return sum;
  }
}
