package io.shoken.classifier.statistics;

import io.shoken.domain.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The least probability that counts as yes: the one that is best for all findings, or one a
 * finding. Fitted on few positives, a finding's own follows noise, so it is drawn towards the one
 * for all, the more so the fewer positives it has.
 */
public final class Thresholds {
  /** Thresholds this near on either side share in a threshold's score, so that luck counts less. */
  private static final int NEIGHBOURS = 5;

  private final ThresholdCounts counts;

  public Thresholds(ThresholdCounts counts) {
    this.counts = counts;
  }

  /** The one threshold with the best macro F1 around it; the lowest of equals. */
  public double global() {
    return ThresholdCounts.at(globalStep());
  }

  /** The macro F1 at {@link #global}. */
  public double macroF1() {
    return counts.macroF1(globalStep());
  }

  private int globalStep() {
    return best(counts::macroF1);
  }

  /**
   * Each finding's, between its own and the one for all. For example, with a shrinkage of 50 a
   * finding with 50 positives lies half way, in logits, and one with 150 three quarters of the way
   * to its own.
   *
   * @param shrinkage positives at which both weigh the same; 0 takes a finding's own wherever it
   *     has a positive
   */
  public Map<Finding, Double> perFinding(double shrinkage) {
    double global = logit(global());
    Map<Finding, Double> thresholds = new EnumMap<>(Finding.class);
    List<Finding> findings = List.of(Finding.values());
    for (int i = 0; i < findings.size(); i++) {
      int k = i;
      double own = logit(ThresholdCounts.at(best(t -> counts.f1(t, k))));
      double positives = counts.positives(k);
      double weight = positives == 0 ? 0 : positives / (positives + shrinkage);
      double drawn = weight * own + (1 - weight) * global;
      thresholds.put(findings.get(k), Math.round(1e4 / (1 + Math.exp(-drawn))) / 1e4);
    }
    return thresholds;
  }

  /** The step whose neighbourhood scores best; the lowest of equals. */
  private static int best(IntToDoubleFunction score) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < ThresholdCounts.STEPS; t++) {
      int from = Math.max(0, t - NEIGHBOURS);
      int to = Math.min(ThresholdCounts.STEPS - 1, t + NEIGHBOURS);
      double sum = 0;
      for (int near = from; near <= to; near++) {
        sum += score.applyAsDouble(near);
      }
      double mean = sum / (to - from + 1);
      if (mean > most + 1e-12) {
        most = mean;
        best = t;
      }
    }
    return best;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
