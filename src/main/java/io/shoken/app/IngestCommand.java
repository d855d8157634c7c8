package io.shoken.app;

import io.shoken.ingest.Ingest;
import io.shoken.ingest.IngestOptions;
import io.shoken.table.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** CSV files of reports and labels into the warehouse. */
@Command(
    name = "ingest",
    description = {
      "Reads reports (CT-RATE or CT-RATE-JPN shape, or your own by ingest.columns) and labels.",
      "Files are local paths or Hadoop URIs, plain or gzip."
    })
final class IngestCommand extends StepCommand {

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

  @Override
  String name() {
    return "ingest";
  }

  @Override
  Step step(Application application) {
    IngestOptions options = new IngestOptions(reports, labels, excludes, split, labelSource);
    return new Ingest(application.settings().ingest(), options, Clock.systemUTC());
  }
}
