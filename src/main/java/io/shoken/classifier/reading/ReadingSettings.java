package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How a BERT folder is read.
 *
 * @param precision of the encoder
 * @param device of the processor or a graphics card
 * @param evidence how the sentence that decided is found where the model does not name it by itself
 * @param batchTokens padded positions of a batch
 * @param windows of texts over the model's positions
 */
public record ReadingSettings(
    Precision precision, Device device, Evidence evidence, int batchTokens, Windowing windows)
    implements Serializable {

  /** Where a model computes. */
  public enum Device {
    /** The GPU that Spark assigned to the task, or the processor where it assigned none. */
    AUTO,
    /** The processor, whatever Spark assigned. */
    CPU,
    /** A GPU or nothing: the one that Spark assigned or, without a cluster, the first. */
    GPU
  }

  /** How a model that reads whole reports finds the sentence that decided. */
  public enum Evidence {
    NONE,
    /** The sentence without which the finding's logit is lowest. */
    OCCLUSION
  }

  /** What a finding's logit is in a text of several windows. */
  public enum Pooling {
    MAX,
    MEAN
  }

  /**
   * How a text over the model's positions is read.
   *
   * @param overlap tokens at most that a window repeats of the one before it
   */
  public record Windowing(int overlap, Pooling pool) implements Serializable {
    public Windowing {
      if (overlap < 0) {
        throw new IllegalArgumentException("overlap must not be negative");
      }
    }
  }

  /** As in {@code reference.conf}. */
  public static final ReadingSettings DEFAULT =
      new ReadingSettings(
          Precision.FP32,
          Device.AUTO,
          Evidence.NONE,
          Compute.DEFAULT_TOKENS,
          new Windowing(64, Pooling.MAX));

  public ReadingSettings {
    if (batchTokens < 1) {
      throw new IllegalArgumentException("batch-tokens must be at least 1");
    }
  }

  /** The word for a value in settings, such as {@code occlusion}. */
  public static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value of that word.
   *
   * @param name of the setting, for the error
   * @throws IllegalArgumentException naming the words that are known
   */
  public static <E extends Enum<E>> E ofKey(Class<E> type, String name, String word) {
    List<E> known = List.of(type.getEnumConstants());
    return known.stream()
        .filter(value -> key(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " is \""
                        + word
                        + "\", expected one of "
                        + known.stream().map(ReadingSettings::key).toList()));
  }

  /**
   * What of the settings changes a prediction, for the id under which it is kept: empty with the
   * usual ones, else such as {@code +bf16+occlusion}.
   */
  String marks(ModelNotes notes) {
    return (precision == DEFAULT.precision ? "" : "+" + precision.key())
        + (windows.overlap == DEFAULT.windows.overlap ? "" : "+overlap" + windows.overlap)
        + (windows.pool == DEFAULT.windows.pool ? "" : "+mean")
        // The evidence reading names the sentence anyway.
        + (evidence == DEFAULT.evidence || notes.reading() == ReadingMode.EVIDENCE
            ? ""
            : "+occlusion");
  }
}
