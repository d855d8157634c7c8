package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.evidence.Passages;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings {@code train}; {@code reference.conf} says what each means.
 *
 * @param checkpoints where and how often: no part of the recipe
 */
public record FineTuneSettings(
    int epochs,
    int batchSize,
    int accumulation,
    double learningRate,
    double warmUpShare,
    double weightDecay,
    double clip,
    int maxLength,
    ReadingMode reading,
    String passages,
    boolean positiveWeights,
    BestBy bestBy,
    int patience,
    double validationShare,
    double thresholdShrinkage,
    long seed,
    long foldSeed,
    Precision precision,
    int workers,
    Optional<Integer> threads,
    int passTokens,
    Optional<Double> maxMinutes,
    String licence,
    Shape model,
    Pretraining pretraining,
    Checkpoints checkpoints) {

  /** What decides which epoch's weights are kept. */
  public enum BestBy {
    LOSS,
    MACRO_F1
  }

  /**
   * Of a new model.
   *
   * @param vocabulary lines at most, single characters apart
   */
  public record Shape(
      int layers,
      int hidden,
      int heads,
      int intermediate,
      int positions,
      int vocabulary,
      double dropout) {}

  /**
   * Masked words before the findings; 0 passes are none.
   *
   * @param batchSize sequences of an update
   */
  public record Pretraining(
      int passes, int batchSize, double learningRate, double warmUpShare, double weightDecay) {
    public Pretraining {
      require(passes >= 0, "pretraining.passes", passes);
      require(batchSize > 0, "pretraining.batch-size", batchSize);
      requireRate(learningRate, warmUpShare, weightDecay, "pretraining.");
    }
  }

  /**
   * From what a killed training resumes.
   *
   * @param folder below which they lie; empty: beside the model
   * @param every most work that a kill loses
   */
  public record Checkpoints(Optional<String> folder, Duration every) {}

  public FineTuneSettings {
    require(epochs > 0, "epochs", epochs);
    require(batchSize > 0, "batch-size", batchSize);
    require(accumulation > 0, "accumulation", accumulation);
    requireRate(learningRate, warmUpShare, weightDecay, "");
    require(clip > 0, "clip", clip);
    require(maxLength >= 8, "max-length", maxLength);
    require(patience >= 0, "patience", patience);
    require(validationShare >= 0 && validationShare <= 0.5, "validation-share", validationShare);
    require(thresholdShrinkage >= 0, "threshold-shrinkage", thresholdShrinkage);
    require(threads.orElse(1) > 0, "threads", threads.orElse(1));
    require(passTokens > 0, "pass-tokens", passTokens);
    require(maxMinutes.orElse(1.0) > 0, "max-minutes", maxMinutes.orElse(1.0));
    if (workers != 1) {
      throw new IllegalArgumentException(
          "workers = "
              + workers
              + ": training on several workers is not there yet; leave it at 1 and give one worker"
              + " more threads");
    }
    if (reading == ReadingMode.EVIDENCE) {
      Passages.ofKey(passages);
    }
  }

  private static void requireRate(double rate, double warmUp, double decay, String path) {
    require(rate > 0 && rate < 1, path + "learning-rate", rate);
    require(warmUp >= 0 && warmUp <= 1, path + "warm-up-share", warmUp);
    require(decay >= 0 && decay < 1, path + "weight-decay", decay);
  }

  private static void require(boolean holds, String key, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(key + " cannot be " + value);
    }
  }

  /** All that shapes the weights, in one line. */
  public String recipe() {
    return toString().replace(checkpoints.toString(), "-");
  }

  Compute compute() {
    int most = Runtime.getRuntime().availableProcessors();
    return Compute.cpu(precision, threads.orElse(most)).withTokens(passTokens);
  }

  /** How a report is cut, where it is. */
  Optional<Passages> cut() {
    return reading == ReadingMode.EVIDENCE
        ? Optional.of(Passages.ofKey(passages))
        : Optional.empty();
  }

  /** Reports of one update. */
  int reportsOfUpdate() {
    return batchSize * accumulation;
  }

  /** Learning rate and decay of the findings' loop, for that number of updates. */
  TrainSettings rates(long steps) {
    return rates(steps, learningRate, warmUpShare, weightDecay);
  }

  /** Learning rate and decay of the masked words' loop, for that number of updates. */
  TrainSettings pretrainingRates(long steps) {
    return rates(steps, pretraining.learningRate, pretraining.warmUpShare, pretraining.weightDecay);
  }

  private TrainSettings rates(long steps, double rate, double warmUp, double decay) {
    return new TrainSettings(rate, steps, Math.round(warmUp * steps), decay, clip, seed);
  }
}
