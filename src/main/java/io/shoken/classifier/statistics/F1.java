package io.shoken.classifier.statistics;

/** The harmonic mean of precision and recall. */
public final class F1 {
  private F1() {}

  /**
   * 2 tp / (2 tp + fp + fn), without the rounding of precision and recall; 0 for a finding that no
   * report has and none is said to have, as scikit-learn's {@code zero_division=0}.
   *
   * @param hits reports that have the finding and are said to have it (tp)
   * @param found reports that are said to have it (tp + fp)
   * @param positives reports that have it (tp + fn)
   */
  public static double of(long hits, long found, long positives) {
    long both = found + positives;
    return both == 0 ? 0 : (double) (2 * hits) / both;
  }
}
