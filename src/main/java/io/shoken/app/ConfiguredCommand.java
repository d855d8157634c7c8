package io.shoken.app;

import io.shoken.app.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command with the options that all have; {@code --show-config} stops it before its work. */
abstract class ConfiguredCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  /** Does the work and returns the exit code. */
  abstract int execute() throws Exception;

  final CommonOptions options() {
    return options;
  }

  /** The settings that it works by. */
  Configuration configuration() {
    return options.configuration();
  }

  @Override
  public final Integer call() throws Exception {
    if (options.showConfig()) {
      System.out.print(configuration().render());
      return Application.DONE;
    }
    return execute();
  }
}
