package io.shoken.classifier.evidence;

import io.shoken.domain.Finding;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The parameters: for each feature and finding a weight, for each finding a bias. Laid out feature
 * by feature, so that the weights of one feature are neighbours in memory.
 */
public final class Weights implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final int FINDINGS = Finding.values().length;

  final double[] weight;
  final double[] bias;

  Weights(double[] weight, double[] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  static Weights initial(int features, double bias) {
    double[] biases = new double[FINDINGS];
    Arrays.fill(biases, bias);
    return new Weights(new double[features * FINDINGS], biases);
  }

  /** Writes to {@code z} the scores of one clause, a logit a finding. */
  void score(int[] at, double[] value, int from, int to, double[] z) {
    System.arraycopy(bias, 0, z, 0, FINDINGS);
    for (int i = from; i < to; i++) {
      int row = at[i] * FINDINGS;
      double x = value[i];
      for (int k = 0; k < FINDINGS; k++) {
        z[k] += x * weight[row + k];
      }
    }
  }

  /** To four decimals, as a folder holds them: what was evaluated is what was saved. */
  Weights rounded() {
    return new Weights(rounded(weight), rounded(bias));
  }

  private static double[] rounded(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      // Adding 0.0 turns -0.0 into 0.0.
      rounded[i] = Math.round(values[i] * 10_000) / 10_000.0 + 0.0;
    }
    return rounded;
  }
}
