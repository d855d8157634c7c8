package io.shoken.train.linear;

/**
 * Settings {@code train-linear}.
 *
 * @param lexicon whether the hand-written cues feed the evidence model
 * @param seed of the folds
 * @param maxLocalReports the most reports that train in the driver's memory; more train as a Spark
 *     aggregation of the same gradient
 */
public record TrainLinearSettings(boolean lexicon, long seed, int maxLocalReports) {
  public TrainLinearSettings {
    if (maxLocalReports < 0) {
      throw new IllegalArgumentException("max-local-reports must not be negative");
    }
  }
}
