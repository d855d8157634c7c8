package io.shoken.app;

import io.shoken.compose.ComposeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Synthetic reports of any number, for rehearsals. */
@Command(
    name = "compose",
    description = "Writes a synthetic corpus in the CT-RATE shape, such as sample-data.")
final class ComposeCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files; made where it is missing.")
  private Path out;

  @Option(
      names = "--reports",
      paramLabel = "N",
      defaultValue = "400",
      description = "Scans, a fifth of them for validation (default: ${DEFAULT-VALUE}).")
  private long reports;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same bytes (default: that of sample-data).")
  private long seed = ComposeFiles.SAMPLE_SEED;

  @Override
  public Integer call() {
    try {
      ComposeFiles.Written written = ComposeFiles.write(out, seed, reports);
      System.out.printf(
          "%,d scans, %,d volumes, %,d sentences, %,d of them distinct, in %s%n",
          written.scans(),
          written.volumes(),
          written.sentences(),
          written.distinctSentences(),
          out);
      return Application.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
