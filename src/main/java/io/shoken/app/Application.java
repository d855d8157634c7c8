package io.shoken.app;

import io.shoken.app.config.Configuration;
import io.shoken.app.config.Settings;
import io.shoken.console.JsonRows;
import io.shoken.console.TextTable;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.page.RunPage;
import io.shoken.translate.Translate;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Manifest;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * What a command works with: Spark, the warehouse, the settings; it runs steps and commits them.
 */
final class Application implements AutoCloseable {
  static final int DONE = 0;
  static final int PARTIAL = 3;

  private final CommonOptions options;
  private final Configuration configuration;
  private final Settings settings;
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Terminal terminal = new Terminal();
  private final Clock clock = Clock.systemUTC();
  private Lease lease;

  private Application(CommonOptions options, Configuration configuration, String command) {
    this.options = options;
    this.configuration = configuration;
    this.settings = configuration.settings();
    this.spark = Session.start(settings.spark(), command);
    this.spark.sparkContext().addSparkListener(new SparkTasks(terminal));
    try {
      this.warehouse = Warehouse.open(spark, settings.warehouse().uri());
    } catch (RuntimeException e) {
      spark.stop();
      throw e;
    }
  }

  /** Starts Spark and opens the warehouse. */
  static Application open(CommonOptions options, String command) {
    return open(options, options.configuration(), command);
  }

  /** The same by settings that are not only what the options say. */
  static Application open(CommonOptions options, Configuration configuration, String command) {
    return new Application(options, configuration, command);
  }

  Settings settings() {
    return settings;
  }

  /** The settings with a preset's in place of the defaults. */
  Settings settings(String preset) {
    return configuration.withPreset(preset).settings();
  }

  Warehouse warehouse() {
    return warehouse;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Prints a table on the standard output, as text or, with {@code --json}, as rows. */
  void show(TextTable table) {
    terminal.endProgress();
    System.out.println(options.json() ? JsonRows.of(table) : table.text());
  }

  /** Runs one step under the user's run id or its own, commits it, and says how it ended. */
  int execute(Step step) {
    return execute(step, options.runId());
  }

  /** Runs one step of a chain: the user's run id, where there is one, gets its name as a suffix. */
  int executeAsPart(Step step, String name) {
    String chain = options.runId();
    return execute(step, chain == null ? null : chain + "-" + name);
  }

  /** Which of several translations of a text is read. */
  TranslationPreference translationPreference() {
    return Translate.preference(settings.translate());
  }

  /** Writes the run page and returns where it is. */
  String writePage() {
    byte[] page = RunPage.of(warehouse, clock.instant()).getBytes(StandardCharsets.UTF_8);
    return warehouse.putPage("index.html", page);
  }

  private int execute(Step step, String wantedId) {
    holdLease();
    List<String> inputs = step.fingerprint(warehouse);
    String id = wantedId == null ? step.command() + "-" + shortHash(inputs) : wantedId;
    Optional<Manifest> before = warehouse.committed(id);
    if (before.isPresent()) {
      requireSameCommand(before.get(), step);
      terminal.say(step.command() + ": nothing to do, run " + before.get().runId() + " is there");
      return DONE;
    }
    long started = System.nanoTime();
    Run run =
        Run.begin(warehouse, lease, terminal.progress(step.command()), clock, id, step.command());
    terminal.say(step.command() + ": run " + run.id());
    Step.Outcome outcome = runAndKeepWhatWasPaid(step, run, inputs);
    terminal.endProgress();
    if (outcome == Step.Outcome.NOTHING_TO_DO) {
      terminal.say(step.command() + ": nothing to do" + inWords(run.counts()));
      return DONE;
    }
    int exitCode = outcome == Step.Outcome.PARTIAL ? PARTIAL : DONE;
    commit(run, exitCode, inputs);
    double seconds = (System.nanoTime() - started) / 1e9;
    terminal.say("%s: done in %.1f s%s".formatted(step.command(), seconds, inWords(run.counts())));
    return exitCode;
  }

  private static void requireSameCommand(Manifest before, Step step) {
    if (!before.command().equals(step.command())) {
      throw UserException.usage(
          "--run-id "
              + before.runId()
              + " names a run of "
              + before.command()
              + ", not of "
              + step.command()
              + "; give this run an id of its own");
    }
  }

  private Step.Outcome runAndKeepWhatWasPaid(Step step, Run run, List<String> inputs) {
    try {
      return step.run(run);
    } catch (UserException e) {
      terminal.endProgress();
      if (step.keepsRowsOfAStop() && run.hasRows()) {
        commit(run, e.kind().exitCode(), inputs);
        terminal.say(step.command() + ": kept what was done" + inWords(run.counts()));
      }
      throw e;
    }
  }

  private Manifest commit(Run run, int exitCode, List<String> inputs) {
    return run.commit(exitCode, configuration.flat(), versions(), inputs);
  }

  /** From now on no other command writes to the warehouse. */
  void holdLease() {
    if (lease == null) {
      lease = Lease.acquire(warehouse, clock, settings.warehouse().leaseTerm());
    }
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("shoken", Version.ofShoken());
    versions.put("spark", spark.version());
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  private static String shortHash(List<String> inputs) {
    return Hashes.ofParts(inputs.toArray(String[]::new)).substring(0, 12);
  }

  private static String inWords(Map<String, Long> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach((name, n) -> words.add("%s %,d".formatted(name.replace('_', ' '), n)));
    return words.isEmpty() ? "" : words.stream().collect(Collectors.joining(", ", " (", ")"));
  }

  @Override
  public void close() {
    try {
      if (lease != null) {
        lease.close();
      }
    } finally {
      spark.stop();
    }
  }
}
