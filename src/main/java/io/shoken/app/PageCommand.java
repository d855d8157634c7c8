package io.shoken.app;

import picocli.CommandLine.Command;

/** The page that a person looks at. */
@Command(
    name = "page",
    description = "Writes the run page, index.html in the warehouse, from what is there now.")
final class PageCommand extends ConfiguredCommand {

  @Override
  int execute() {
    try (Application application = Application.open(options(), "page")) {
      System.out.println("run page: " + application.writePage());
      return Application.DONE;
    }
  }
}
