package io.shoken.classifier.bert.engine;

import java.util.List;

/**
 * Pools the logits of a report's sentences: the report shows a finding unless every sentence shows
 * none, p = 1 - product of (1 - sigmoid(z)). Computed through s = sum of softplus(z), p = 1 -
 * exp(-s), which stays exact for large and small z.
 */
public final class NoisyOr {
  private NoisyOr() {}

  /**
   * The pooled logit of one finding, log(p / (1 - p)).
   *
   * @param sentences logits of every sentence, at least one
   */
  public static double logit(List<float[]> sentences, int finding) {
    double s = 0;
    for (float[] z : sentences) {
      s += softplus(z[finding]);
    }
    // p / (1 - p) = exp(s) - 1; for a large s that is exp(s).
    return s > 30 ? s : Math.log(Math.expm1(s));
  }

  /** The sentence that says most for the finding. */
  public static int decider(List<float[]> sentences, int finding) {
    int best = 0;
    for (int i = 1; i < sentences.size(); i++) {
      if (sentences.get(i)[finding] > sentences.get(best)[finding]) {
        best = i;
      }
    }
    return best;
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
}
