package io.shoken.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The page that a person looks at. */
@Command(
    name = "page",
    description = "Writes the run page, index.html in the warehouse, from what is there now.")
final class PageCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    if (options.showConfig()) {
      System.out.print(options.configuration().render());
      return Application.DONE;
    }
    try (Application application = Application.open(options, "page")) {
      System.out.println("run page: " + application.writePage());
      return Application.DONE;
    }
  }
}
