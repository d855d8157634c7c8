package io.shoken.classifier.statistics;

import io.shoken.domain.Finding;

/** Logits and labels of the same reports: {@code [report][finding]}, findings in file order. */
public final class LabelledLogits {
  private static final int FINDINGS = Finding.values().length;
  private static final double FARTHEST = 2.5; // temperatures of e^-2.5 to e^2.5
  private static final int HALVINGS = 50;

  private final double[][] logits;
  private final boolean[][] labels;

  public LabelledLogits(double[][] logits, boolean[][] labels) {
    this.logits = logits;
    this.labels = labels;
  }

  public int reports() {
    return labels.length;
  }

  public boolean has(int report, int finding) {
    return labels[report][finding];
  }

  /** Mean cross-entropy over reports and findings of the logits divided by a temperature. */
  public double loss(double temperature) {
    double sum = 0;
    for (int r = 0; r < labels.length; r++) {
      for (int k = 0; k < FINDINGS; k++) {
        double z = logits[r][k] / temperature;
        sum += NoisyOr.softplus(labels[r][k] ? -z : z);
      }
    }
    return sum / ((double) labels.length * FINDINGS);
  }

  /**
   * The temperature with the least loss (arXiv 1706.04599). The loss is convex in its inverse, so
   * halving the range by the better side finds it.
   */
  public double temperature() {
    double low = -FARTHEST;
    double high = FARTHEST;
    for (int i = 0; i < HALVINGS; i++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (loss(Math.exp(left)) <= loss(Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** How the calibrated probabilities decide at each threshold. */
  public ThresholdCounts decisions(double temperature) {
    double[][] probabilities = probabilities(temperature);
    ThresholdCounts counts = new ThresholdCounts();
    for (int r = 0; r < labels.length; r++) {
      counts.add(probabilities[r], labels[r]);
    }
    return counts;
  }

  /** Calibrated probabilities. */
  public double[][] probabilities(double temperature) {
    double[][] p = new double[labels.length][FINDINGS];
    for (int r = 0; r < p.length; r++) {
      for (int k = 0; k < FINDINGS; k++) {
        p[r][k] = NoisyOr.sigmoid(logits[r][k] / temperature);
      }
    }
    return p;
  }
}
