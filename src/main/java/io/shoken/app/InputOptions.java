package io.shoken.app;

import io.shoken.ingest.IngestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a user's files. */
final class InputOptions {

  @Option(
      names = "--reports",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Report files; may be repeated.")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--labels",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of the 18 findings, 0/1; may be repeated.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--exclude",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Lists of volumes to leave out, one a line.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Split of all rows (default: told by the ids, else by the file's name).")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--label-source",
      paramLabel = "NAME",
      description = "Where the labels come from (default: ingest.label-source).")
  private Optional<String> labelSource = Optional.empty();

  /** Whether the user names no file. */
  boolean isEmpty() {
    return reports.isEmpty() && labels.isEmpty();
  }

  IngestOptions toIngest() {
    return new IngestOptions(reports, labels, excludes, split, labelSource);
  }
}
