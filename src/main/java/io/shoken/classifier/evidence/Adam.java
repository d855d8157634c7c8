package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980, beta 0.9 and 0.999, epsilon 1e-8) over the full batch, with
 * a learning rate that falls linearly to 0. Changes the weights that it was given, in place.
 */
final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Weights weights;
  private final EvidenceSettings settings;
  private final double[] weightMean;
  private final double[] weightSquare;
  private final double[] biasMean = new double[FINDINGS];
  private final double[] biasSquare = new double[FINDINGS];
  private int pass;

  Adam(Weights weights, EvidenceSettings settings) {
    this.weights = weights;
    this.settings = settings;
    this.weightMean = new double[weights.weight.length];
    this.weightSquare = new double[weights.weight.length];
  }

  /** One step against the mean gradient plus the decay's. */
  void step(Gradient sum) {
    pass++;
    double rate = settings.learningRate() * (1 - (pass - 1) / (double) settings.passes());
    double step = rate / (1 - Math.pow(BETA_1, pass));
    double correction = 1 / (1 - Math.pow(BETA_2, pass));
    double scale = 1 / sum.count();
    double decay = 2 * settings.decay() / FINDINGS;
    update(weights.weight, sum.weight, weightMean, weightSquare, scale, decay, step, correction);
    update(weights.bias, sum.bias, biasMean, biasSquare, scale, 0, step, correction);
  }

  private static void update(
      double[] w,
      double[] sum,
      double[] mean,
      double[] square,
      double scale,
      double decay,
      double step,
      double correction) {
    for (int i = 0; i < w.length; i++) {
      double g = sum[i] * scale + decay * w[i];
      mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * g;
      square[i] = BETA_2 * square[i] + (1 - BETA_2) * g * g;
      w[i] -= step * mean[i] / (Math.sqrt(square[i] * correction) + EPSILON);
    }
  }
}
