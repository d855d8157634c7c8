package io.shoken.quality.metric;

/**
 * The arithmetic of a score. sacreBLEU resamples in single precision; rounding each double result
 * of {@code + - * /} to a float gives exactly the float operation's result (53 >= 2 * 24 + 2 bits).
 */
enum Arithmetic {
  SINGLE {
    @Override
    double round(double x) {
      return (float) x;
    }
  },
  DOUBLE {
    @Override
    double round(double x) {
      return x;
    }
  };

  abstract double round(double x);

  /** Adds the row to the sum, place by place. */
  final void add(double[] sum, double[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = round(sum[i] + row[i]);
    }
  }
}
