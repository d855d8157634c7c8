package io.shoken.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole pipeline in order. */
@Command(name = "run", description = "All steps in order, on the sample data or on your own.")
final class RunCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    if (options.showConfig()) {
      System.out.print(options.configuration().render());
      return Application.DONE;
    }
    try (Application application = Application.open(options, "run")) {
      application.terminal().say("warehouse " + application.warehouse().uri());
      return Application.DONE;
    }
  }
}
