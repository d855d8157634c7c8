package io.shoken.app;

import io.shoken.app.config.Configuration;
import io.shoken.core.UserException;
import io.shoken.warehouse.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "A HOCON overlay over the defaults; may be repeated, the later wins.")
  private List<Path> overlays = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as translate.limits.in-flight=4; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description = "Folder or Hadoop URI of the tables (default: build/warehouse).")
  private String warehouse;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "Name of this run (default: made from the command and its inputs).")
  private String runId;

  @Option(names = "--show-config", description = "Print the effective configuration and stop.")
  private boolean showConfig;

  @Option(names = "--json", description = "Print tables as JSON arrays of rows.")
  private boolean json;

  Configuration configuration() {
    List<String> all = new ArrayList<>(assignments);
    if (warehouse != null) {
      all.add("warehouse.uri=" + warehouse);
    }
    return Configuration.load(overlays, all);
  }

  /** The user's run id, or null. */
  String runId() {
    if (runId != null && !RunId.isValid(runId)) {
      throw UserException.usage("--run-id " + runId + ": a run id is " + RunId.RULE);
    }
    return runId;
  }

  boolean showConfig() {
    return showConfig;
  }

  boolean json() {
    return json;
  }
}
