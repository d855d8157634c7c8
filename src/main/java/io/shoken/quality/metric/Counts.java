package io.shoken.quality.metric;

import java.util.Arrays;

/**
 * The counts of a measure over some pairs: whole numbers, so that adding up in any order gives the
 * same score to the last bit. Fractions are kept in fixed point (see {@link #fixed}). Immutable.
 */
public final class Counts {
  private static final double ONE = 1L << 38;

  private final long[] values;

  private Counts(long[] values) {
    this.values = values;
  }

  public static Counts of(long... values) {
    return new Counts(values.clone());
  }

  /** The counts of no pair at all. */
  public static Counts zero(int width) {
    return new Counts(new long[width]);
  }

  /**
   * A share in [0, 1] as a whole number: the error is below 2e-12, and 33 million shares fit into a
   * sum.
   */
  static long fixed(double share) {
    return Math.round(share * ONE);
  }

  static double share(double fixed) {
    return fixed / ONE;
  }

  public Counts plus(Counts other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "counts of " + values.length + " and " + other.values.length + " values do not add up");
    }
    long[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.addExact(sum[i], other.values[i]);
    }
    return new Counts(sum);
  }

  /** Adds these counts to an array of the same width. */
  void addTo(long[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  public int width() {
    return values.length;
  }

  public long get(int i) {
    return values[i];
  }

  public long[] toArray() {
    return values.clone();
  }

  double[] toDoubles() {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && Arrays.equals(values, counts.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
