package io.shoken.app;

import io.shoken.table.Step;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that runs one step. */
abstract class StepCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  /** The step as the options of this command and the settings describe it. */
  abstract Step step(Application application);

  /** The options that every command takes. */
  final CommonOptions options() {
    return options;
  }

  /** The command's name, for Spark's application name. */
  abstract String name();

  @Override
  public Integer call() {
    if (options.showConfig()) {
      System.out.print(options.configuration().render());
      return Application.DONE;
    }
    try (Application application = Application.open(options, name())) {
      return application.execute(step(application));
    }
  }
}
