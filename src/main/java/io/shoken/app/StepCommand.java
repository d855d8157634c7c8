package io.shoken.app;

import io.shoken.warehouse.Step;

/** A command that runs one step. */
abstract class StepCommand extends ConfiguredCommand {

  /** The step as the options of this command and the settings describe it. */
  abstract Step step(Application application);

  /** The command's name, for Spark's application name. */
  abstract String name();

  @Override
  int execute() {
    try (Application application = Application.open(options(), configuration(), name())) {
      return application.execute(step(application));
    }
  }
}
