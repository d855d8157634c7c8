package io.shoken.classifier.statistics;

import io.shoken.domain.Finding;
import java.io.Serializable;
import java.util.Arrays;

/**
 * For each threshold of a grid (0.01, 0.02 ... 0.99) and each finding: how many reports are found
 * rightly and wrongly. Counts of two parts of a corpus add up.
 */
public final class ThresholdCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FINDINGS = Finding.values().length;
  private static final int STEPS = 99;

  /** Thresholds this near on either side share in a threshold's score, so that luck counts less. */
  private static final int NEIGHBOURS = 5;

  private final long[][] truePositives = new long[STEPS][FINDINGS];
  private final long[][] falsePositives = new long[STEPS][FINDINGS];
  private final long[] positives = new long[FINDINGS];

  /**
   * Adds a report.
   *
   * @param probabilities by finding, in file order
   * @param labels which findings it has
   */
  public void add(double[] probabilities, boolean[] labels) {
    for (int k = 0; k < FINDINGS; k++) {
      positives[k] += labels[k] ? 1 : 0;
      double p = probabilities[k];
      for (int t = 0; t < STEPS && p >= threshold(t); t++) {
        (labels[k] ? truePositives : falsePositives)[t][k]++;
      }
    }
  }

  private static double threshold(int step) {
    return (step + 1) / 100.0;
  }

  /** Adds the other's counts to this and returns this. */
  public ThresholdCounts plus(ThresholdCounts other) {
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < FINDINGS; k++) {
        truePositives[t][k] += other.truePositives[t][k];
        falsePositives[t][k] += other.falsePositives[t][k];
      }
    }
    for (int k = 0; k < FINDINGS; k++) {
      positives[k] += other.positives[k];
    }
    return this;
  }

  /**
   * The one threshold with the best macro F1, averaged over its neighbours on the grid; the lowest
   * of equals. One for all findings: fitted one by one on few positives, thresholds follow noise.
   */
  public double best() {
    double[] macro = new double[STEPS];
    for (int t = 0; t < STEPS; t++) {
      macro[t] = macroF1(t);
    }
    int best = 0;
    for (int t = 1; t < STEPS; t++) {
      if (around(macro, t) > around(macro, best) + 1e-12) {
        best = t;
      }
    }
    return threshold(best);
  }

  private static double around(double[] macro, int t) {
    return Arrays.stream(macro, Math.max(0, t - NEIGHBOURS), Math.min(STEPS, t + NEIGHBOURS + 1))
        .average()
        .orElseThrow();
  }

  private double macroF1(int t) {
    double sum = 0;
    for (int k = 0; k < FINDINGS; k++) {
      long found = truePositives[t][k] + falsePositives[t][k];
      // A finding that nobody has and nobody found is read perfectly.
      sum += found + positives[k] == 0 ? 1 : 2.0 * truePositives[t][k] / (found + positives[k]);
    }
    return sum / FINDINGS;
  }
}
