package io.shoken.classifier.bert.training;

import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Outputs;
import io.shoken.classifier.bert.engine.SequenceLogits;
import io.shoken.classifier.bert.weights.Architecture;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.domain.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Fine-tunes a BERT on labelled reports; the loss is a mean over reports and findings. */
public final class BertTrainer extends Trainer<TrainingExample> {
  private final ReadingMode reading;
  private final Outputs outputs;
  private final float[] positive;
  private final SequenceLogits reader;
  private final int tokens;

  private BertTrainer(
      BertFolder from, ReadingMode reading, float[] positive, int tokens, Learner learner) {
    super(from, learner);
    this.reading = reading;
    this.outputs = new Outputs(from.outputs());
    this.positive = outputs.fromFindings(positive);
    this.tokens = tokens;
    this.reader = new SequenceLogits(learner.function(), from.config(), outputs, tokens);
  }

  /**
   * Loads the weights to start from; a model without a classifier gets a new one from the seed.
   *
   * @param positive how much more a finding's positive labels count; 1 where it is missing
   * @param compute whose tokens bound the padded positions of one pass; a larger batch takes
   *     several passes before its update
   * @throws io.shoken.core.UserException (input) if the weights are broken; (unavailable) if a GPU
   *     was asked for and is missing
   */
  public static BertTrainer start(
      BertFolder from,
      ReadingMode reading,
      Map<Finding, Double> positive,
      TrainSettings settings,
      Compute compute) {
    Learner learner = Learner.start(from, BertModel.PARTS, reading.newBias(), settings, compute);
    return new BertTrainer(from, reading, perFinding(positive), compute.tokens(), learner);
  }

  /** Logits with the weights as they are, as {@link BertModel#logits} gives them. */
  public float[][] logits(List<int[]> sequences) {
    learner().function().hold(learner().weights());
    return reader.logits(sequences);
  }

  @Override
  double pass(List<TrainingExample> batch, boolean training) {
    for (TrainingExample example : batch) {
      example.sequences().forEach(s -> SequenceLogits.require(s, from().config()));
    }
    double scale = 1.0 / ((double) batch.size() * positive.length);
    double loss = 0;
    int part = 0;
    for (Pass pass : Pass.of(reading, batch, tokens)) {
      loss +=
          learner()
              .loss(
                  Pass.method(reading),
                  part++,
                  scale,
                  training,
                  (scope, in) -> pass.addTo(scope, in, learner().function(), outputs, positive));
    }
    return loss;
  }

  @Override
  String task() {
    return "classifier " + reading.key() + " positive=" + Arrays.toString(positive);
  }

  @Override
  Architecture architecture() {
    return Architecture.CLASSIFIER;
  }

  private static float[] perFinding(Map<Finding, Double> positive) {
    Finding[] findings = Finding.values();
    float[] weights = new float[findings.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = positive.getOrDefault(findings[i], 1.0).floatValue();
    }
    return weights;
  }
}
