package io.shoken.evaluate;

import io.shoken.classifier.statistics.F1;

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

  double f1() {
    return F1.of(tp, tp + fp, tp + fn);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
