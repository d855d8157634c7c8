package io.shoken.classifier.statistics;

import java.util.List;

/**
 * Pools the logits of a report's parts (clauses, sentences, passages): the report shows a finding
 * unless no part shows it, p = 1 - product of (1 - sigmoid(z)). Since 1 - sigmoid(z) =
 * exp(-softplus(z)), with S = sum of softplus(z) that is p = 1 - exp(-S), which stays exact for
 * large and small z.
 *
 * <p>For example, logits -1 and 0.5 have probabilities 0.27 and 0.62; S = 0.313 + 0.974 = 1.287 and
 * p = 0.72.
 */
public final class NoisyOr {
  /** A floor for S where its logarithm is taken; no part of a report has so low a logit. */
  public static final double LEAST = 1e-12;

  private NoisyOr() {}

  /** ln(1 + e^z), without overflow, exact to a few units in the last place. */
  public static double softplus(double z) {
    double e = Math.exp(-Math.abs(z));
    double one = 1 + e;
    // ln(1 + e) as Math.log1p gives it, in a third of its time: what 1 + e rounds off cancels out.
    double log = one == 1 ? e : Math.log(one) * (e / (one - 1));
    return Math.max(z, 0) + log;
  }

  /** 1 / (1 + e^-z). */
  public static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** 1 - exp(-S). */
  public static double probability(double s) {
    return -Math.expm1(-s);
  }

  /** ln(p / (1 - p)) = ln(e^S - 1); for a large S that is S. */
  public static double logit(double s) {
    return s > 30 ? s : Math.log(Math.expm1(s));
  }

  /**
   * The pooled logit of one finding.
   *
   * @param parts logits of each part by finding, at least one
   */
  public static double logit(List<float[]> parts, int finding) {
    double s = 0;
    for (float[] z : parts) {
      s += softplus(z[finding]);
    }
    return logit(s);
  }

  /** The part that says most for the finding, the first of equals. */
  public static int decider(List<float[]> parts, int finding) {
    int best = 0;
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i)[finding] > parts.get(best)[finding]) {
        best = i;
      }
    }
    return best;
  }

  /** Cross-entropy of a report that has the finding, or not. */
  public static double loss(double s, boolean label) {
    return label ? -Math.log(probability(Math.max(s, LEAST))) : s;
  }

  /** Derivative of {@link #loss} by S. */
  public static double slope(double s, boolean label) {
    return label ? -1 / Math.expm1(Math.max(s, LEAST)) : 1;
  }
}
