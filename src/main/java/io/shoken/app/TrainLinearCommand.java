package io.shoken.app;

import io.shoken.train.linear.TrainLinear;
import io.shoken.train.linear.TrainLinearOptions;
import io.shoken.warehouse.Step;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A linear classifier from Japanese texts and labels. */
@Command(
    name = "train-linear",
    description = {
      "Trains a linear classifier on Japanese reports and their labels:",
      "evidence scores each clause alone and names the one that decided;",
      "baseline is TF-IDF of character n-grams with logistic regressions."
    })
final class TrainLinearCommand extends StepCommand {

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "evidence or baseline.")
  private TrainLinearOptions.Kind kind;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--lexicon",
      paramLabel = "true|false",
      description =
          "Whether hand-written cues feed the evidence model (default: train-linear.lexicon).")
  private Optional<Boolean> lexicon = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the folds (default: train-linear.seed).")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "0",
      description = {
        "Also cross-validate in K parts, split by patient: predictions of each report by a model",
        "that has not seen it are written for evaluate."
      })
  private int folds;

  @Override
  String name() {
    return "train-linear";
  }

  @Override
  Step step(Application application) {
    return of(
        application,
        new TrainLinearOptions(
            kind, training.out, training.labelSource, training.splits, lexicon, seed, folds));
  }

  static Step of(Application application, TrainLinearOptions options) {
    return new TrainLinear(
        application.settings().trainLinear(),
        options,
        application.translationPreference(),
        Version.ofShoken());
  }
}
