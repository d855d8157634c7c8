package io.shoken.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the test's page to a file, to look at when its style changes. */
final class RunPageSample {
  private RunPageSample() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), RunPage.render(RunPageTest.sample()));
  }
}
