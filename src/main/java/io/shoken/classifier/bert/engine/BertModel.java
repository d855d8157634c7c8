package io.shoken.classifier.bert.engine;

import ai.djl.ndarray.NDManager;
import io.shoken.classifier.bert.weights.BertConfig;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.BertTensors.Part;
import io.shoken.classifier.bert.weights.FolderWeights;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * A fine-tuned BERT, loaded: token ids in, logits of the 18 findings out. Thread-safe; the last
 * user closes it.
 */
public final class BertModel implements AutoCloseable {
  public static final Set<Part> PARTS = Set.of(Part.ENCODER, Part.POOLER, Part.CLASSIFIER);

  private final ModelNotes notes;
  private final BertConfig config;
  private final BertFunction function;
  private final SequenceLogits reader;

  private BertModel(BertFolder folder, Compute compute, BertFunction function) {
    this.notes = folder.notes();
    this.config = folder.config();
    this.function = function;
    this.reader =
        new SequenceLogits(function, config, new Outputs(folder.outputs()), compute.tokens());
  }

  /**
   * Loads a fine-tuned model.
   *
   * @throws UserException (input) if the folder is no classifier or its weights are broken;
   *     (unavailable) if a GPU was asked for and is missing
   */
  public static BertModel load(BertFolder folder, Compute compute) {
    if (!folder.classifies()) {
      throw UserException.input(
          folder.path() + " is no classifier yet: it has no classifier.weight. Train it first.");
    }
    BertFunction function = new BertFunction(folder.config(), compute);
    try (FolderWeights weights = folder.load(PARTS, 0, 0);
        // The function keeps what it needs; the rest is freed here.
        Parameters parameters = Parameters.load(function.manager(), "w", weights)) {
      function.hold(parameters);
      return new BertModel(folder, compute, function);
    } catch (IOException e) {
      function.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      function.close();
      throw e;
    }
  }

  public BertConfig config() {
    return config;
  }

  public ModelNotes notes() {
    return notes;
  }

  /**
   * Reads sequences of token ids, each with its special tokens, in batches of like length.
   *
   * @return logits in the order of the sequences, each in the order of {@link Finding}
   * @throws IllegalArgumentException if a sequence is empty or longer than the model's positions,
   *     or an id is not in its vocabulary
   */
  public float[][] logits(List<int[]> sequences) {
    return reader.logits(sequences);
  }

  /** Where native memory is counted by tests. */
  NDManager manager() {
    return function.manager();
  }

  @Override
  public void close() {
    function.close();
  }
}
