package io.shoken.evaluate;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Optional;

/**
 * What to evaluate.
 *
 * @param modelId the model; empty: every model that has predictions
 * @param against a second model, compared on the decisions that both have; needs {@code modelId}
 * @param labelSource whose labels; empty: the only source that there is
 * @param split reports of that split; empty: all
 * @param modelDirs model folders whose {@code training_texts.tsv} name the texts that must not
 *     count, folders or Hadoop URIs
 */
public record EvaluateOptions(
    Optional<String> modelId,
    Optional<String> against,
    Optional<String> labelSource,
    Optional<String> split,
    List<String> modelDirs) {

  public EvaluateOptions {
    modelDirs = List.copyOf(modelDirs);
    if (against.isPresent() && modelId.isEmpty()) {
      throw UserException.usage("--against names a second model: name the first with --model ID");
    }
    if (against.isPresent() && against.equals(modelId)) {
      throw UserException.usage("--model and --against both name " + against.get());
    }
  }

  /** What stands in the column {@code split}. */
  String splitName() {
    return split.orElse("all");
  }

  /** Every model, all reports. */
  public static EvaluateOptions everything() {
    return new EvaluateOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
