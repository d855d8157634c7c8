package io.shoken.review.agreement;

/**
 * Krippendorff's alpha (Content Analysis, 2004, chapter 11): 1 minus the observed over the expected
 * disagreement, for any number of raters and with missing answers.
 */
public final class Krippendorff {
  private Krippendorff() {}

  /**
   * Alpha of answers in categories from 0 to {@code categories - 1}.
   *
   * @param units for each unit the raters' answers; a negative one is missing, and a unit with
   *     fewer than two is left out
   * @return NaN where all answers are one category or none can be paired
   */
  public static double alpha(int[][] units, int categories, Level level) {
    double[][] together = coincidences(units, categories);
    double[] sums = new double[categories];
    double n = 0;
    for (int c = 0; c < categories; c++) {
      for (int k = 0; k < categories; k++) {
        sums[c] += together[c][k];
      }
      n += sums[c];
    }
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < categories; c++) {
      for (int k = 0; k < categories; k++) {
        double distance = c == k ? 0 : distance(c, k, sums, level);
        observed += together[c][k] * distance;
        expected += sums[c] * sums[k] * distance / (n - 1);
      }
    }
    return expected > 0 ? 1 - observed / expected : Double.NaN;
  }

  /** Pairs of answers within units; a unit of m answers gives each pair the weight 1 / (m - 1). */
  private static double[][] coincidences(int[][] units, int categories) {
    double[][] together = new double[categories][categories];
    for (int[] unit : units) {
      int[] counts = new int[categories];
      int m = 0;
      for (int answer : unit) {
        if (answer >= 0) {
          counts[answer]++;
          m++;
        }
      }
      for (int c = 0; c < categories && m > 1; c++) {
        for (int k = 0; k < categories; k++) {
          together[c][k] += counts[c] * (counts[k] - (c == k ? 1.0 : 0.0)) / (m - 1);
        }
      }
    }
    return together;
  }

  private static double distance(int c, int k, double[] sums, Level level) {
    return switch (level) {
      case NOMINAL -> 1;
      case INTERVAL -> (double) (c - k) * (c - k);
      case ORDINAL -> {
        double between = 0;
        for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
          between += sums[g];
        }
        between -= (sums[c] + sums[k]) / 2;
        yield between * between;
      }
    };
  }
}
