package io.shoken.evaluate;

/**
 * Counts of decisions against labels. A ratio whose denominator is 0 is 0, as scikit-learn's {@code
 * zero_division=0}.
 *
 * @param tp positive, decided positive
 * @param fp negative, decided positive
 * @param fn positive, decided negative
 * @param tn negative, decided negative
 */
record Confusion(long tp, long fp, long fn, long tn) {
  static final Confusion NONE = new Confusion(0, 0, 0, 0);

  Confusion plus(Confusion other) {
    return new Confusion(tp + other.tp, fp + other.fp, fn + other.fn, tn + other.tn);
  }

  long n() {
    return tp + fp + fn + tn;
  }

  long positives() {
    return tp + fn;
  }

  double precision() {
    return ratio(tp, tp + fp);
  }

  double recall() {
    return ratio(tp, tp + fn);
  }

  /** 2 tp / (2 tp + fp + fn): the harmonic mean of precision and recall without their rounding. */
  double f1() {
    return ratio(2 * tp, 2 * tp + fp + fn);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
