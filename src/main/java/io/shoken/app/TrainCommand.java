package io.shoken.app;

import io.shoken.app.config.Configuration;
import io.shoken.app.config.Settings;
import io.shoken.train.bert.Train;
import io.shoken.train.bert.TrainOptions;
import io.shoken.warehouse.Step;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A BERT classifier from Japanese texts and labels. */
@Command(
    name = "train",
    description = {
      "Trains a BERT that reads the 18 findings: from a Hugging Face folder, or from nothing.",
      "The same command after a kill goes on where it was."
    })
final class TrainCommand extends StepCommand {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model folder to start from, such as a copy of bert-base-japanese-v3.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "Settings of that name: small (minutes) or scratch (better and longer); without --model, a",
        "new model of its shape."
      })
  private Optional<String> preset = Optional.empty();

  @Mixin private TrainingOptions training;

  @Option(
      names = "--fold",
      paramLabel = "K/N",
      description = {
        "Leave out part K of N, split by patient as train-linear --folds N does, and write its",
        "predictions for evaluate."
      })
  private Optional<String> fold = Optional.empty();

  @Option(
      names = "--licence",
      paramLabel = "NAME",
      description = "Licence that travels with the data, for the model's card (train.licence).")
  private Optional<String> licence = Optional.empty();

  @Override
  String name() {
    return "train";
  }

  @Override
  Configuration configuration() {
    Configuration configuration = super.configuration();
    return preset.map(configuration::withPreset).orElse(configuration);
  }

  @Override
  Step step(Application application) {
    return of(
        application,
        new TrainOptions(
            model,
            preset,
            training.out,
            training.labelSource,
            training.splits,
            fold.map(TrainOptions.Fold::parse),
            licence));
  }

  static Step of(Application application, TrainOptions options) {
    Settings settings =
        options.preset().map(application::settings).orElseGet(application::settings);
    return new Train(
        settings.train(),
        settings.predict(),
        options,
        application.translationPreference(),
        Version.ofShoken());
  }
}
