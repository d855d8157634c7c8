package io.shoken.review.agreement;

import io.shoken.quality.metric.Pcg64;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap over units: 1,000 resamples by NumPy's default generator, of whose figures
 * 25 at either end are outside of the 95 % interval. Resamples without a figure (NaN) are left out.
 */
public final class Bootstrap {
  private static final int OUTSIDE = 40;

  private final int resamples;
  private final long seed;

  public Bootstrap(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /** How the intervals are made, for signatures. */
  public String signature() {
    return "bs:%d|rs:%d".formatted(resamples, seed);
  }

  /**
   * A figure with its interval.
   *
   * @param low NaN with fewer than two units
   * @param n units
   */
  public record Figure(double value, double low, double high, int n) {}

  /**
   * The figure of all units, and its interval.
   *
   * @param figure of the units with these numbers, of which some may be there several times
   */
  public Figure of(int units, ToDoubleFunction<int[]> figure) {
    int[] all = new int[units];
    Arrays.setAll(all, i -> i);
    double value = units == 0 ? Double.NaN : figure.applyAsDouble(all);
    if (units < 2 || resamples == 0) {
      return new Figure(value, Double.NaN, Double.NaN, units);
    }
    Pcg64 random = new Pcg64(seed);
    double[] figures = new double[resamples];
    int[] drawn = new int[units];
    for (int i = 0; i < resamples; i++) {
      for (int k = 0; k < units; k++) {
        drawn[k] = random.below(units);
      }
      figures[i] = figure.applyAsDouble(drawn);
    }
    double[] sorted = Arrays.stream(figures).filter(f -> !Double.isNaN(f)).sorted().toArray();
    if (sorted.length == 0) {
      return new Figure(value, Double.NaN, Double.NaN, units);
    }
    int outside = sorted.length / OUTSIDE;
    return new Figure(value, sorted[outside], sorted[sorted.length - 1 - outside], units);
  }
}
