package io.shoken.train.linear;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Options of the command {@code train-linear}.
 *
 * @param out the model folder, local or a Hadoop URI
 * @param labelSource whose labels; may be left out where the warehouse has one
 * @param splits to learn from; {@code train} where none is named
 * @param folds 0, or the parts of a cross-validation whose out-of-fold predictions are written
 *     beside the model
 */
public record TrainLinearOptions(
    Kind kind,
    String out,
    Optional<String> labelSource,
    List<String> splits,
    Optional<Boolean> lexicon,
    Optional<Long> seed,
    int folds) {

  /** Which classifier. */
  public enum Kind {
    BASELINE,
    EVIDENCE;

    /** As the command line and a model card name it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TrainLinearOptions {
    splits = splits.isEmpty() ? List.of("train") : splits.stream().sorted().distinct().toList();
    if (folds != 0 && (folds < 2 || folds > 20)) {
      throw UserException.usage("--folds is " + folds + "; it must be 2-20, or 0 for none");
    }
  }
}
