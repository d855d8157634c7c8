package io.shoken.classifier.bert.training;

/**
 * How weights are learned: AdamW under a rate that rises linearly over the warm-up and falls
 * linearly to 0 at the last step.
 *
 * @param learningRate the highest
 * @param steps of the whole training, each one update of the weights
 * @param warmUp steps of it in which the rate rises
 * @param weightDecay of matrices; biases and LayerNorm do not decay
 * @param clip gradients with a larger global norm are scaled down to it
 * @param seed of dropout and of new weights
 */
public record TrainSettings(
    double learningRate, long steps, long warmUp, double weightDecay, double clip, long seed) {

  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.999;
  static final double EPSILON = 1e-8;

  /**
   * @throws IllegalArgumentException if a number is out of range; the message names it
   */
  public TrainSettings {
    require(learningRate > 0 && learningRate < 1, "learning rate", learningRate);
    require(steps > 0, "steps", steps);
    require(warmUp >= 0 && warmUp <= steps, "warm-up steps", warmUp);
    require(weightDecay >= 0 && weightDecay < 1, "weight decay", weightDecay);
    require(clip > 0, "clip", clip);
  }

  /** The paper's: no warm-up, no other change to what {@code transformers} does by itself. */
  public static TrainSettings of(double learningRate, long steps, long seed) {
    return new TrainSettings(learningRate, steps, 0, 0, 1, seed);
  }

  /** The rate of a step, counted from 0. */
  public double rate(long step) {
    double share =
        step < warmUp
            ? (double) step / warmUp
            : (double) (steps - step) / Math.max(1, steps - warmUp);
    return learningRate * Math.max(0, share);
  }

  private static void require(boolean holds, String name, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " cannot be " + value);
    }
  }
}
