package io.shoken.classifier.bert.training;

import io.shoken.classifier.bert.weights.Architecture;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.FolderWriter;
import io.shoken.classifier.bert.weights.ModelNotes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a BERT, one batch a call. The caller decides what is in a batch, when to evaluate, when to
 * stop and what to keep. Not safe for several threads; one per process.
 *
 * @param <T> what a batch consists of
 */
public abstract sealed class Trainer<T> implements AutoCloseable
    permits BertTrainer, MaskedWordTrainer {
  private final BertFolder from;
  private final Learner learner;

  Trainer(BertFolder from, Learner learner) {
    this.from = from;
    this.learner = learner;
  }

  /** Updates made so far. */
  public final long steps() {
    return learner.steps();
  }

  /**
   * Updates the weights once.
   *
   * @return the mean loss before the update
   * @throws io.shoken.core.UserException (usage) if the training has diverged
   * @throws IllegalArgumentException if a sequence does not fit the model
   */
  public final double step(List<T> batch) {
    double loss = pass(batch, true);
    learner.update();
    return loss;
  }

  /** The mean loss, without dropout and without learning. */
  public final double loss(List<T> examples) {
    return pass(examples, false);
  }

  /**
   * Writes all that the next step depends on, in place of the folder's older checkpoints. The
   * folder never lacks a whole one, whenever the process is killed.
   *
   * @param progress the caller's own state, such as its place in the data
   */
  public final void checkpoint(Path folder, Map<String, String> progress) {
    Checkpoint.write(folder, learner.state(), learner.steps(), identity(), progress);
  }

  /**
   * Goes on where the folder's newest checkpoint was. The steps that follow give the same weights
   * as without the break, bit for bit in 32 bits on the same machine with the same threads and
   * tokens.
   *
   * @return the caller's own state, or empty if there is no checkpoint
   * @throws io.shoken.core.UserException (usage) if it is of other settings or another model
   */
  public final Optional<Map<String, String>> resume(Path folder) {
    Optional<Checkpoint.Resumed> resumed = Checkpoint.read(folder, learner.state(), identity());
    resumed.ifPresent(r -> learner.resumeAfter(r.steps()));
    return resumed.map(Checkpoint.Resumed::progress);
  }

  /**
   * Writes a Hugging Face folder of the model as it is now, with the tokenizer's files of the model
   * that it started from.
   *
   * @param target a folder that is not there yet, or empty
   * @throws io.shoken.core.UserException (usage) if it holds something already
   */
  public final void save(Path target, ModelNotes notes) {
    new FolderWriter(target)
        .tokenizerOf(from.path())
        .write(from.configFile().toJson(architecture()), notes, learner.weights());
  }

  /** Adds the batch's gradients, if training, and returns its mean loss. */
  abstract double pass(List<T> batch, boolean training);

  /** What it learns, with all that shapes it besides the learner's settings. */
  abstract String task();

  /** Of the folder that it writes. */
  abstract Architecture architecture();

  public final Learner learner() {
    return learner;
  }

  final BertFolder from() {
    return from;
  }

  private String identity() {
    return task() + ' ' + learner.identity();
  }

  @Override
  public final void close() {
    learner.close();
  }
}
