package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;

import java.io.Serializable;

/**
 * Loss and its derivatives summed over some reports: a sufficient statistic that adds up, so that
 * one machine and a cluster take the same step. Sums in another order differ by rounding only
 * (relative 1e-9 at the most in our tests); sums in the same order are equal to the bit.
 */
public final class Gradient implements Serializable {
  private static final long serialVersionUID = 1L;

  final double[] weight;
  final double[] bias;
  double loss;
  long reports;

  Gradient(int features) {
    this.weight = new double[features * FINDINGS];
    this.bias = new double[FINDINGS];
  }

  /** Adds the other's sums to this and returns this. */
  public Gradient plus(Gradient other) {
    for (int i = 0; i < weight.length; i++) {
      weight[i] += other.weight[i];
    }
    for (int k = 0; k < FINDINGS; k++) {
      bias[k] += other.bias[k];
    }
    loss += other.loss;
    reports += other.reports;
    return this;
  }

  /** What the sums are divided by to be a mean over reports and findings. */
  double count() {
    return Math.max(1, reports) * (double) FINDINGS;
  }
}
