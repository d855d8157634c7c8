package io.shoken.app;

import io.shoken.core.UserException;
import io.shoken.warehouse.Warehouse;
import picocli.CommandLine.Command;

/** The page that a person looks at. */
@Command(
    name = "page",
    description = "Writes the run page, index.html in the warehouse, from what is there now.")
final class PageCommand extends ConfiguredCommand {

  @Override
  int execute() {
    try (Application application = Application.open(options(), "page")) {
      Warehouse warehouse = application.warehouse();
      warehouse.leaveOutDamaged();
      String page = application.writePage();
      warehouse.damaged().forEach(said -> application.terminal().say("left out: " + said));
      System.out.println("run page: " + page);
      return warehouse.damaged().isEmpty() ? Application.DONE : UserException.Kind.INPUT.exitCode();
    }
  }
}
