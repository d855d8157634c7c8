package io.shoken.classifier.statistics;

import io.shoken.domain.Finding;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The least probability that counts as yes, for each finding. Fitted on few positives it follows
 * noise, so each finding's own is drawn towards the one that is best for all, the more so the fewer
 * positives it has.
 */
public final class Thresholds {
  private static final int FINDINGS = Finding.values().length;
  private static final int STEPS = 99; // 0.01, 0.02 ... 0.99

  /** Thresholds this near on either side share in a threshold's score, so that luck counts less. */
  private static final int NEIGHBOURS = 5;

  private final double[][] f1 = new double[STEPS][FINDINGS];
  private final int[] positives = new int[FINDINGS];

  public Thresholds(Scored scored, double temperature) {
    double[][] probabilities = scored.probabilities(temperature);
    for (int k = 0; k < FINDINGS; k++) {
      for (int r = 0; r < scored.reports(); r++) {
        positives[k] += scored.has(r, k) ? 1 : 0;
      }
      for (int t = 0; t < STEPS; t++) {
        f1[t][k] = f1(scored, probabilities, k, at(t));
      }
    }
  }

  private double f1(Scored scored, double[][] probabilities, int finding, double threshold) {
    int hits = 0;
    int found = 0;
    for (int r = 0; r < scored.reports(); r++) {
      if (probabilities[r][finding] >= threshold) {
        found++;
        hits += scored.has(r, finding) ? 1 : 0;
      }
    }
    // A finding that nobody has and nobody found is read perfectly.
    int both = found + positives[finding];
    return both == 0 ? 1 : 2.0 * hits / both;
  }

  /** The one threshold for all findings with the best macro F1. */
  double global() {
    return at(best(t -> Arrays.stream(f1[t]).average().orElseThrow()));
  }

  /** The macro F1 at {@link #global}. */
  public double macroF1() {
    int t = (int) Math.round(global() * 100) - 1;
    return Arrays.stream(f1[t]).average().orElseThrow();
  }

  /**
   * Each finding's.
   *
   * @param shrinkage so many positives weigh its own as much as the global one; 0 takes its own
   *     wherever it has a positive
   */
  public Map<Finding, Double> perFinding(double shrinkage) {
    double global = logit(global());
    Map<Finding, Double> thresholds = new EnumMap<>(Finding.class);
    List<Finding> findings = List.of(Finding.values());
    for (int i = 0; i < FINDINGS; i++) {
      int k = i;
      double own = logit(at(best(t -> f1[t][k])));
      double weight = positives[k] == 0 ? 0 : positives[k] / (positives[k] + shrinkage);
      double drawn = weight * own + (1 - weight) * global;
      thresholds.put(findings.get(k), Math.round(1e4 / (1 + Math.exp(-drawn))) / 1e4);
    }
    return thresholds;
  }

  /** The step whose neighbourhood scores best; the lowest of equals. */
  private static int best(IntToDoubleFunction score) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < STEPS; t++) {
      double sum = 0;
      int from = Math.max(0, t - NEIGHBOURS);
      int to = Math.min(STEPS - 1, t + NEIGHBOURS);
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

  private static double at(int step) {
    return (step + 1) / 100.0;
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
