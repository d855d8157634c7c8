package io.shoken.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole pipeline in order. */
@Command(
    name = "run",
    description = {
      "All steps in order: ingest, translate, score, tokenize, train, predict, evaluate, run page.",
      "On the sample data, or on the reports that you name. Without labels the classifiers are",
      "left out; without revisions the scores."
    })
final class RunCommand extends ConfiguredCommand {
  @Mixin private InputOptions input;

  @Override
  int execute() {
    try (Application application = Application.open(options(), "run")) {
      return new Pipeline(application).run(input);
    }
  }
}
