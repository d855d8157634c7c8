package io.shoken.classifier.evidence;

import java.io.Serializable;

/**
 * What shapes an evidence model besides its training reports.
 *
 * @param lexicon whether the hand-written cues feed the model beside character n-grams
 * @param longestNgram characters of the longest n-gram, 1-8
 * @param minReports a feature is kept when at least this many training reports have it
 * @param maxFeatures the most features kept, those of most reports first; bounds memory
 * @param passes passes of full-batch Adam
 * @param learningRate of the first pass; it falls linearly to 0
 * @param decay factor of the sum of squared weights over the number of findings, in the loss
 * @param bias of every finding at the start; at -3 a clause shows a finding with probability 0.05
 * @param thresholdFolds parts of the cross-validation that fits the decision threshold
 */
public record EvidenceSettings(
    boolean lexicon,
    int longestNgram,
    int minReports,
    int maxFeatures,
    int passes,
    double learningRate,
    double decay,
    double bias,
    int thresholdFolds)
    implements Serializable {

  public EvidenceSettings {
    require(longestNgram >= 1 && longestNgram <= 8, "longestNgram must be 1-8");
    require(minReports >= 1, "minReports must be at least 1");
    require(maxFeatures >= 1 && maxFeatures <= 10_000_000, "maxFeatures must be 1-10000000");
    require(passes >= 1 && passes <= 10_000, "passes must be 1-10000");
    require(learningRate > 0 && learningRate <= 10, "learningRate must be above 0 and at most 10");
    require(decay >= 0 && decay <= 1, "decay must be 0-1");
    require(bias >= -20 && bias <= 20, "bias must be between -20 and 20");
    require(thresholdFolds >= 2 && thresholdFolds <= 20, "thresholdFolds must be 2-20");
  }

  /** The measured recipe, with or without the lexicon. */
  public static EvidenceSettings standard(boolean lexicon) {
    return new EvidenceSettings(lexicon, 4, 2, 400_000, 100, 0.1, 1e-4, -3, 4);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
