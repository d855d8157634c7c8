package io.shoken.review.agreement;

/**
 * Agreement of two raters over the same units. Answers are categories from 0 to {@code categories -
 * 1}; a negative one is missing, and its unit is left out. With answers (0,0), (0,1), (1,1), (1,1)
 * raters agree on 3 of 4; by chance they would on (1/4)(2/4) + (3/4)(2/4) = 0.5, so Cohen's kappa
 * is (0.75 - 0.5) / (1 - 0.5) = 0.5.
 */
public final class Agreement {
  private Agreement() {}

  /** The share of units with equal answers; NaN without any. */
  public static double share(int[] a, int[] b) {
    int both = 0;
    int equal = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] >= 0 && b[i] >= 0) {
        both++;
        equal += a[i] == b[i] ? 1 : 0;
      }
    }
    return (double) equal / both;
  }

  /**
   * Cohen's kappa (1960), weighed by rank as in scikit-learn's {@code cohen_kappa_score} with all
   * categories as labels: nominal without weights, ordinal with linear, interval with quadratic
   * ones. NaN where chance alone would make all answers equal.
   */
  public static double kappa(int[] a, int[] b, int categories, Level level) {
    double[][] seen = new double[categories][categories];
    double[] ofA = new double[categories];
    double[] ofB = new double[categories];
    double n = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] >= 0 && b[i] >= 0) {
        seen[a[i]][b[i]]++;
        ofA[a[i]]++;
        ofB[b[i]]++;
        n++;
      }
    }
    double observed = 0;
    double byChance = 0;
    for (int x = 0; x < categories; x++) {
      for (int y = 0; y < categories; y++) {
        double weight = weight(x, y, level);
        observed += weight * seen[x][y];
        byChance += weight * ofA[x] * ofB[y] / n;
      }
    }
    return byChance == 0 ? Double.NaN : 1 - observed / byChance;
  }

  private static double weight(int x, int y, Level level) {
    return switch (level) {
      case NOMINAL -> x == y ? 0 : 1;
      case ORDINAL -> Math.abs(x - y);
      case INTERVAL -> (double) (x - y) * (x - y);
    };
  }
}
