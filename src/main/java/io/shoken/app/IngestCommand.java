package io.shoken.app;

import io.shoken.ingest.Ingest;
import io.shoken.warehouse.Step;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** CSV files of reports and labels into the warehouse. */
@Command(
    name = "ingest",
    description = {
      "Reads reports (CT-RATE or CT-RATE-JPN shape, or your own by ingest.columns) and labels.",
      "Files are local paths or Hadoop URIs, plain or gzip."
    })
final class IngestCommand extends StepCommand {
  @Mixin private InputOptions input;

  @Override
  String name() {
    return "ingest";
  }

  @Override
  Step step(Application application) {
    return new Ingest(application.settings().ingest(), input.toIngest(), Clock.systemUTC());
  }
}
