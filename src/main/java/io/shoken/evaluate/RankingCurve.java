package io.shoken.evaluate;

import java.util.OptionalDouble;

/**
 * Area under the ROC curve and average precision from (score, positives, negatives) in falling
 * order of score, in constant memory. Reports that share a score enter as one step, so their order
 * does not matter: AUROC is then the Mann-Whitney statistic with ties counted half, and average
 * precision is the sum of (R_n - R_n-1) P_n over distinct thresholds, both as scikit-learn defines
 * them. Not thread-safe.
 */
final class RankingCurve {
  private double last = Double.POSITIVE_INFINITY;
  private boolean empty = true;
  private long positives;
  private long negatives;
  private long twiceArea;
  private double precisionGain;

  /**
   * Adds the reports of one score.
   *
   * @throws IllegalArgumentException if the score is NaN or not below the one before it
   */
  void add(double score, long positivesHere, long negativesHere) {
    if (Double.isNaN(score) || (!empty && score >= last)) {
      throw new IllegalArgumentException("score " + score + " does not fall below " + last);
    }
    // In whole numbers: exact up to 2^63, that is 2 billion positives against 2 billion negatives.
    long pairsWon = Math.multiplyExact(negativesHere, 2 * positives + positivesHere);
    twiceArea = Math.addExact(twiceArea, pairsWon);
    positives += positivesHere;
    negatives += negativesHere;
    if (positivesHere > 0) {
      precisionGain += (double) positivesHere * positives / (positives + negatives);
    }
    last = score;
    empty = false;
  }

  /** Empty where positives or negatives are missing: there is nothing to rank. */
  OptionalDouble auroc() {
    return positives == 0 || negatives == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(twiceArea / 2.0 / positives / negatives);
  }

  /** Empty without positives, where scikit-learn warns and says 0. */
  OptionalDouble averagePrecision() {
    return positives == 0 ? OptionalDouble.empty() : OptionalDouble.of(precisionGain / positives);
  }
}
