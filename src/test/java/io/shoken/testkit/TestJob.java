package io.shoken.testkit;

import io.shoken.console.Progress;
import io.shoken.core.UserException;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.LlmSettings.PriceSettings;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.LlmSettings.Timeouts;
import io.shoken.llm.Provider;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.batch.BatchSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.RecipeSettings;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.RecipeSettings.MaxOutput;
import io.shoken.translate.request.RecipeSettings.Parameters;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A warehouse with reports of one sentence each, and steps run on it as the command line does. */
public final class TestJob implements AutoCloseable {

  public static final Map<String, String> ENVIRONMENT = Map.of("OPENAI_API_KEY", "sk-test");
  public static final String MEMORY = "src/test/resources/sandbox/memory.tsv";

  public static final Caps NO_CAPS = new Caps(Optional.empty(), Optional.empty());
  public static final RecipeSettings RECIPE =
      new RecipeSettings(
          "radiology-ja-v1",
          Optional.empty(),
          ContextMode.NONE,
          new Parameters(0, Optional.empty(), new MaxOutput(4, 256)));
  public static final BatchSettings BATCH =
      new BatchSettings(
          0.5, 50_000, 100_000_000, 1_000_000_000, Duration.ofMinutes(1), Duration.ofMillis(100));

  /** Of the checks those that look at an answer's language and manners. */
  public static final CheckSettings MANNERS =
      new CheckSettings(true, 1, List.of("language", "refusal", "chatter"), List.of());

  public final Warehouse warehouse;
  public Run lastRun;
  private final Lease lease;
  private int runs;

  public TestJob(Path folder) {
    this.warehouse = Warehouse.open(Sparks.local(), folder.toString());
    this.lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(1));
  }

  /** The n-th of any number of texts that the test memory knows, all of them the same Japanese. */
  public static String text(int n) {
    return "Stable " + "\u2022".repeat(n);
  }

  public static SandboxSettings sandbox(String... models) {
    return new SandboxSettings(
        MEMORY, 0, Duration.ZERO, new SandboxSettings.Limits(0, 0), List.of(models));
  }

  /** The defaults, but with short waits. */
  public static TranslateSettings settings(String baseUrl, String model) {
    return settings(Provider.OPENAI, baseUrl, model, NO_CAPS, BATCH);
  }

  public static TranslateSettings settings(
      Provider provider, String baseUrl, String model, Caps caps, BatchSettings batch) {
    return settings(provider, baseUrl, model, caps, batch, CheckSettings.off());
  }

  public static TranslateSettings settings(
      Provider provider,
      String baseUrl,
      String model,
      Caps caps,
      BatchSettings batch,
      CheckSettings checks) {
    return new TranslateSettings(
        new LlmSettings(
            new EndpointSettings(provider, baseUrl, false, model),
            new Limits(0, 0, 64),
            caps,
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Optional.empty()),
            new Retries(
                5, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(2), 20),
            new PriceSettings(Optional.of(0.15), Optional.of(0.6), Optional.empty())),
        RECIPE,
        0,
        PrivacySettings.off(),
        checks,
        batch,
        0.05);
  }

  public void reports(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add(TestRows.report("r" + rows.size(), text, null));
    }
    Run run = begin("ingest");
    run.write(Table.REPORTS, Sparks.local().createDataFrame(rows, Table.REPORTS.schema()));
    run.commit(0, Map.of(), Map.of(), List.of());
  }

  /** Runs and commits a step; returns the exit code that the command would end with. */
  public int run(Step step) {
    Run run = begin(step.command());
    lastRun = run;
    try {
      Step.Outcome outcome = step.run(run);
      if (outcome != Step.Outcome.NOTHING_TO_DO) {
        commit(run, 0);
      }
      return outcome == Step.Outcome.PARTIAL ? 3 : 0;
    } catch (UserException e) {
      if (step.keepsRowsOfAStop() && run.hasRows()) {
        commit(run, e.kind().exitCode());
      }
      return e.kind().exitCode();
    }
  }

  public List<Row> translations(String model) {
    return warehouse
        .current(Table.TRANSLATIONS, "translation_key")
        .where("model = '" + model + "'")
        .collectAsList();
  }

  @Override
  public void close() {
    lease.close();
  }

  public Run begin(String command) {
    return Run.begin(
        warehouse, lease, Progress.SILENT, Clock.systemUTC(), command + "-" + runs++, command);
  }

  private static void commit(Run run, int exitCode) {
    run.commit(exitCode, Map.of(), Map.of(), List.of());
  }
}
