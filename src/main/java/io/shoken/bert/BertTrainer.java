package io.shoken.bert;

import io.shoken.report.Finding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fine-tunes a BERT on labelled reports, one batch a call. The caller decides what is in a batch,
 * when to evaluate, when to stop and what to keep. Not safe for several threads; one per process.
 */
public final class BertTrainer implements AutoCloseable {
  private final ModelFolder from;
  private final Reading reading;
  private final Outputs outputs;
  private final float[] positive;
  private final SequenceReader reader;
  private final int tokens;
  private final Learner learner;

  private BertTrainer(
      ModelFolder from, Reading reading, float[] positive, int tokens, Learner learner) {
    this.from = from;
    this.reading = reading;
    this.outputs = new Outputs(from.outputs());
    this.positive = outputs.fromFindings(positive);
    this.tokens = tokens;
    this.learner = learner;
    this.reader = new SequenceReader(learner.function(), from.config(), outputs, tokens);
  }

  /**
   * Loads the weights to start from; a model without a classifier gets a new one from the seed.
   *
   * @param positive how much more a finding's positive labels count; 1 where it is missing
   * @param compute whose tokens bound the padded positions of one pass; a larger batch takes
   *     several passes before its update
   * @throws io.shoken.report.UserException (input) if the weights are broken; (unavailable) if a
   *     GPU was asked for and is missing
   */
  public static BertTrainer start(
      ModelFolder from,
      Reading reading,
      Map<Finding, Double> positive,
      TrainSettings settings,
      Compute compute) {
    Learner learner = Learner.start(from, BertClassifier.PARTS, settings, compute);
    return new BertTrainer(from, reading, perFinding(positive), compute.tokens(), learner);
  }

  /** Updates made so far. */
  public long steps() {
    return learner.steps();
  }

  /**
   * Learns from one batch.
   *
   * @return the mean loss over reports and findings before the update
   * @throws io.shoken.report.UserException (usage) if the training has run away
   * @throws IllegalArgumentException if a sequence does not fit the model
   */
  public double step(List<Example> batch) {
    double loss = pass(batch, true);
    learner.update();
    return loss;
  }

  /** The mean loss over reports and findings, without dropout and without learning. */
  public double loss(List<Example> examples) {
    return pass(examples, false);
  }

  /** Logits with the weights as they are, as {@link BertClassifier#logits} gives them. */
  public float[][] logits(List<int[]> sequences) {
    learner.function().hold(learner.weights());
    return reader.logits(sequences);
  }

  /**
   * Writes all that the next step depends on, in place of the folder's older checkpoints. The
   * folder never lacks a whole one, whenever the process is killed.
   *
   * @param progress the caller's own state, such as its place in the data
   */
  public void checkpoint(Path folder, Map<String, String> progress) {
    Checkpoint.write(folder, learner.state(), learner.steps(), identity(), progress);
  }

  /**
   * Goes on where the folder's newest checkpoint was. The steps that follow give the same weights
   * as without the break, bit for bit in 32 bits on the same machine with the same threads and
   * tokens.
   *
   * @return the caller's own state, or empty if there is no checkpoint
   * @throws io.shoken.report.UserException (usage) if it is of other settings or another model
   */
  public Optional<Map<String, String>> resume(Path folder) {
    Optional<Checkpoint.Resumed> resumed = Checkpoint.read(folder, learner.state(), identity());
    resumed.ifPresent(r -> learner.goOnAfter(r.steps()));
    return resumed.map(Checkpoint.Resumed::progress);
  }

  /**
   * Writes a Hugging Face folder of the classifier, with the tokenizer's files of the model that it
   * started from.
   *
   * @param target a folder that is not there yet, or empty
   * @throws io.shoken.report.UserException (usage) if it holds something already
   */
  public void save(Path target, ModelNotes notes) {
    new FolderWriter(target)
        .tokenizerOf(from.path())
        .write(from.configFile().toJson(Architecture.CLASSIFIER), notes, learner.weights());
  }

  /** Adds the batch's gradients, if training. */
  double pass(List<Example> batch, boolean training) {
    for (Example example : batch) {
      example.sequences().forEach(s -> SequenceReader.require(s, from.config()));
    }
    double scale = 1.0 / ((double) batch.size() * positive.length);
    double loss = 0;
    int part = 0;
    for (Pass pass : Pass.of(reading, batch, tokens)) {
      loss +=
          learner.loss(
              Pass.method(reading),
              part++,
              scale,
              training,
              (scope, in) -> pass.addTo(scope, in, learner.function(), outputs, positive));
    }
    return loss;
  }

  Learner learner() {
    return learner;
  }

  private String identity() {
    return "classifier "
        + reading.key()
        + ' '
        + learner.identity()
        + " positive="
        + Arrays.toString(positive);
  }

  private static float[] perFinding(Map<Finding, Double> positive) {
    Finding[] findings = Finding.values();
    float[] weights = new float[findings.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = positive.getOrDefault(findings[i], 1.0).floatValue();
    }
    return weights;
  }

  @Override
  public void close() {
    learner.close();
  }
}
