package io.shoken.evaluate;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A percentile bootstrap interval (Efron and Tibshirani 1993, chapter 13). */
record Interval(double low, double high) {

  /**
   * The middle {@code confidence} of the statistic over resamples 1 to {@code resamples}, with
   * linear interpolation between order statistics (numpy's default).
   */
  static Interval of(IntToDoubleFunction statistic, int resamples, double confidence) {
    double[] values = new double[resamples];
    Arrays.setAll(values, b -> statistic.applyAsDouble(b + 1));
    Arrays.sort(values);
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(values, tail), quantile(values, 1 - tail));
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
