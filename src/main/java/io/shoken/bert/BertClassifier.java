package io.shoken.bert;

import ai.djl.ndarray.NDManager;
import io.shoken.bert.BertTensors.Part;
import io.shoken.report.Finding;
import io.shoken.report.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the 18 findings out of token ids. Safe to share between threads; the last user closes it.
 * {@link #lease} gives all tasks of a JVM the same one.
 */
public final class BertClassifier implements AutoCloseable {
  static final Set<Part> PARTS = Set.of(Part.ENCODER, Part.POOLER, Part.CLASSIFIER);

  /**
   * One item with what was read from it.
   *
   * @param logits one per finding, in the order of {@link Finding}
   */
  public record Read<T>(T item, List<Float> logits) {}

  private final ModelNotes notes;
  private final BertConfig config;
  private final BertFunction function;
  private final SequenceReader reader;

  private BertClassifier(ModelFolder folder, Compute compute, BertFunction function) {
    this.notes = folder.notes();
    this.config = folder.config();
    this.function = function;
    this.reader =
        new SequenceReader(function, config, new Outputs(folder.outputs()), compute.tokens());
  }

  /**
   * Loads a fine-tuned model.
   *
   * @throws UserException (input) if the folder is no classifier or its weights are broken;
   *     (unavailable) if a GPU was asked for and is missing
   */
  public static BertClassifier load(ModelFolder folder, Compute compute) {
    if (!folder.classifies()) {
      throw UserException.input(
          folder.path() + " is no classifier yet: it has no classifier.weight. Train it first.");
    }
    BertFunction function = new BertFunction(folder.config(), compute);
    try (FolderWeights weights = folder.load(PARTS, 0, 0);
        // The function keeps what it needs; the rest is freed here.
        Parameters parameters = Parameters.load(function.manager(), "w", weights)) {
      function.hold(parameters);
      return new BertClassifier(folder, compute, function);
    } catch (IOException e) {
      function.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      function.close();
      throw e;
    }
  }

  /**
   * The one model of this JVM for that folder and setting, loaded by the first caller; closing the
   * lease keeps it for the next, until another model is wanted or {@link ModelLease#closeIdle}.
   */
  public static ModelLease lease(Path folder, Compute compute) {
    return ModelLease.of(folder, compute);
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

  /**
   * Reads a stream of items in their order, holding a bounded number of them so that those of like
   * length can be read together. A text over the model's positions is read in windows, of which
   * each finding's highest logit counts.
   *
   * @param buffer items held at a time; some hundred fill the batches well
   */
  public <T> Iterator<Read<T>> read(
      Iterator<T> items, Function<? super T, int[]> ids, Windows windows, int buffer) {
    return new Buffered<>(items, buffer, held -> readAll(held, ids, windows));
  }

  private <T> List<Read<T>> readAll(
      List<T> items, Function<? super T, int[]> ids, Windows windows) {
    List<int[]> parts = new ArrayList<>();
    int[] ends = new int[items.size()];
    for (int i = 0; i < items.size(); i++) {
      parts.addAll(windows.of(ids.apply(items.get(i))));
      ends[i] = parts.size();
    }
    float[][] logits = logits(parts);
    List<Read<T>> read = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int from = i == 0 ? 0 : ends[i - 1];
      read.add(new Read<>(items.get(i), highest(Arrays.asList(logits).subList(from, ends[i]))));
    }
    return read;
  }

  private static List<Float> highest(List<float[]> windows) {
    List<Float> highest = new ArrayList<>();
    for (int f = 0; f < windows.get(0).length; f++) {
      float most = Float.NEGATIVE_INFINITY;
      for (float[] window : windows) {
        most = Math.max(most, window[f]);
      }
      highest.add(most);
    }
    return highest;
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
