package io.shoken.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline in order. */
@Command(
    name = "run",
    description = {
      "All steps in order: ingest, translate, tokenize, train, predict, evaluate, run page.",
      "On the sample data, or on the reports that you name."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Option(
      names = "--reports",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Report files (default: those of run.sample-data).")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--labels",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the 18 findings; without any, the classifiers are left out.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--exclude",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Lists of volumes to leave out.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Split of all rows (default: told by the ids, else by the file's name).")
  private Optional<String> split = Optional.empty();

  @Override
  public Integer call() {
    if (options.showConfig()) {
      System.out.print(options.configuration().render());
      return Application.DONE;
    }
    try (Application application = Application.open(options, "run")) {
      return new Pipeline(application).run(reports, labels, excludes, split);
    }
  }
}
