package io.shoken.app;

import io.shoken.evaluate.Evaluate;
import io.shoken.evaluate.EvaluateOptions;
import io.shoken.warehouse.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Predictions against labels. */
@Command(
    name = "evaluate",
    description = "Compares predictions with labels, per finding, with bootstrap intervals.")
final class EvaluateCommand extends StepCommand {

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "The model (default: every model that has predictions).")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "A second model, compared on the reports that both predicted.")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--label-source",
      paramLabel = "NAME",
      description = "Whose labels (default: the only source that there is).")
  private Optional<String> labelSource = Optional.empty();

  @Option(names = "--split", paramLabel = "NAME", description = "Reports of that split only.")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--model-dir",
      paramLabel = "DIR",
      description = "Model folders whose training texts must not count; may be repeated.")
  private List<String> modelDirs = new ArrayList<>();

  @Override
  String name() {
    return "evaluate";
  }

  @Override
  Step step(Application application) {
    EvaluateOptions options = new EvaluateOptions(model, against, labelSource, split, modelDirs);
    return new Evaluate(options, application.settings().evaluate(), application::show);
  }
}
