package io.shoken.app;

import io.shoken.predict.Predict;
import io.shoken.predict.PredictOptions;
import io.shoken.warehouse.Step;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The 18 findings out of Japanese reports. */
@Command(
    name = "predict",
    description = "Reads the 18 findings out of the Japanese reports with a model folder.")
final class PredictCommand extends StepCommand {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The model folder; its kind is recognised by its content.")
  private String model;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Splits to read; may be repeated (default: all).")
  private List<String> splits = new ArrayList<>();

  @Override
  String name() {
    return "predict";
  }

  @Override
  Step step(Application application) {
    return of(application, new PredictOptions(model, splits));
  }

  static Step of(Application application, PredictOptions options) {
    return new Predict(
        options,
        application.settings().predict(),
        application.translationPreference(),
        application::show);
  }
}
