package io.shoken.train.bert;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of the command {@code train}.
 *
 * @param model the folder to start from; empty makes a new model of the preset
 * @param preset the named settings; may be given with a model too, for all but its shape
 * @param out the model folder, local or a Hadoop URI
 * @param labelSource whose labels; may be left out where the warehouse has one
 * @param splits to learn from; {@code train} where none is named
 * @param fold the part that is left out and predicted
 * @param licence in place of the setting
 */
public record TrainOptions(
    Optional<String> model,
    Optional<String> preset,
    String out,
    Optional<String> labelSource,
    List<String> splits,
    Optional<Fold> fold,
    Optional<String> licence) {

  /**
   * One part of a cross-validation, as {@code train-linear --folds} deals reports out.
   *
   * @param part counted from 1
   */
  public record Fold(int part, int parts) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

    /**
     * The fold that {@code 1/5} means.
     *
     * @throws UserException (USAGE) if it is not {@code K/N} with 2 to 20 parts
     */
    public static Fold parse(String text) {
      Matcher written = WRITTEN.matcher(text);
      if (written.matches()) {
        Fold fold =
            new Fold(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
        if (fold.parts >= 2 && fold.parts <= 20 && fold.part >= 1 && fold.part <= fold.parts) {
          return fold;
        }
      }
      throw UserException.usage(
          "--fold is " + text + "; write it as part/parts with 2 to 20 parts, such as 1/5");
    }
  }

  /**
   * Checks them.
   *
   * @throws UserException (USAGE) if there is neither a model nor a preset
   */
  public TrainOptions {
    splits = splits.isEmpty() ? List.of("train") : splits.stream().sorted().distinct().toList();
    if (model.isEmpty() && preset.isEmpty()) {
      throw UserException.usage(
          "train needs --model DIR to start from a model, or --preset NAME to make a new one");
    }
  }
}
