package io.shoken.classifier.statistics;

import io.shoken.domain.Finding;
import java.io.Serializable;

/**
 * For each threshold of a grid (0.01, 0.02 ... 0.99) and each finding: how many reports are found
 * rightly and wrongly. Counts of two parts of a corpus add up.
 */
public final class ThresholdCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int STEPS = 99;
  private static final int FINDINGS = Finding.values().length;

  private final long[][] hits = new long[STEPS][FINDINGS];
  private final long[][] found = new long[STEPS][FINDINGS];
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
      for (int t = 0; t < STEPS && probabilities[k] >= at(t); t++) {
        found[t][k]++;
        hits[t][k] += labels[k] ? 1 : 0;
      }
    }
  }

  /** Adds the other's counts to this and returns this. */
  public ThresholdCounts plus(ThresholdCounts other) {
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < FINDINGS; k++) {
        hits[t][k] += other.hits[t][k];
        found[t][k] += other.found[t][k];
      }
    }
    for (int k = 0; k < FINDINGS; k++) {
      positives[k] += other.positives[k];
    }
    return this;
  }

  /** The threshold of a step, counted from 0. */
  static double at(int step) {
    return (step + 1) / 100.0;
  }

  long positives(int finding) {
    return positives[finding];
  }

  double f1(int step, int finding) {
    return F1.of(hits[step][finding], found[step][finding], positives[finding]);
  }

  /** The mean of the findings' F1. */
  double macroF1(int step) {
    double sum = 0;
    for (int k = 0; k < FINDINGS; k++) {
      sum += f1(step, k);
    }
    return sum / FINDINGS;
  }
}
