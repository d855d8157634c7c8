package io.shoken.classifier.evidence;

/**
 * Noisy-or over the clauses of a report. A clause with logit z does not speak for a finding with
 * probability sigmoid(-z) = exp(-softplus(z)); a report lacks the finding when no clause speaks for
 * it: with S = sum of softplus(z), p = 1 - exp(-S).
 */
final class Pool {
  /** Below this S the logarithm of p would run away; no clause has so low a logit in practice. */
  private static final double LEAST = 1e-12;

  private Pool() {}

  /** ln(1 + e^z), without overflow. */
  static double softplus(double z) {
    double e = Math.exp(-Math.abs(z));
    // Math.log1p costs several times Math.log; below 1e-5 two terms of the series are exact.
    return Math.max(z, 0) + (e < 1e-5 ? e - e * e / 2 : Math.log(1 + e));
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  static double probability(double s) {
    return -Math.expm1(-s);
  }

  /** ln(p / (1 - p)) = ln(e^S - 1). */
  static double logit(double s) {
    double safe = Math.max(s, LEAST);
    return safe > 30 ? safe : Math.log(Math.expm1(safe));
  }

  /** Cross-entropy of a report that has the finding, or not. */
  static double loss(double s, boolean label) {
    return label ? -Math.log(probability(Math.max(s, LEAST))) : s;
  }

  /** Derivative of {@link #loss} by S. */
  static double slope(double s, boolean label) {
    return label ? -1 / Math.expm1(Math.max(s, LEAST)) : 1;
  }
}
