package io.shoken.testkit;

import io.shoken.console.Progress;
import io.shoken.core.Hashes;
import io.shoken.llm.EndpointSettings;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.LlmSettings.PriceSettings;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.LlmSettings.Timeouts;
import io.shoken.llm.Provider;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.translate.Batches;
import io.shoken.translate.Translate;
import io.shoken.translate.TranslateSettings;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse, a sandbox and the step between them. */
public abstract class TranslateFixture {

  public static final String MODEL = "gpt-4o-mini-2024-07-18";
  public static final Caps NO_CAPS = new Caps(Optional.empty(), Optional.empty());
  public static final SandboxSettings.Limits NO_LIMITS = new SandboxSettings.Limits(0, 0);

  @TempDir public Path folder;
  public final List<String> printed = new ArrayList<>();
  public final AtomicLong advanced = new AtomicLong();
  public Warehouse warehouse;
  public Lease lease;
  public Sandbox sandbox;
  public Run lastRun;
  public int runs;

  @BeforeEach
  public void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
    lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(1));
    sandbox = sandbox(NO_LIMITS, Optional.empty());
  }

  @AfterEach
  public void close() {
    lease.close();
    sandbox.close();
  }

  public Step.Outcome translate(TranslateSettings settings, boolean onlyFailed) {
    Translate step = step(settings, new Translate.Options(onlyFailed, Optional.empty(), false));
    lastRun = begin("translate-" + runs++);
    Step.Outcome outcome = step.run(lastRun);
    if (outcome != Step.Outcome.NOTHING_TO_DO) {
      lastRun.commit(0, Map.of(), Map.of(), List.of());
    }
    return outcome;
  }

  public Translate step(TranslateSettings settings, Translate.Options options) {
    return new Translate(
        settings,
        sandboxSettings(NO_LIMITS),
        options,
        Map.of("OPENAI_API_KEY", "sk-test"),
        printed::add);
  }

  public Batches batches(TranslateSettings settings) {
    return new Batches(
        settings,
        sandboxSettings(NO_LIMITS),
        Map.of("OPENAI_API_KEY", "sk-test"),
        Clock.systemUTC(),
        printed::add);
  }

  public Run begin(String id) {
    return Run.begin(warehouse, lease, counting(), Clock.systemUTC(), id, "translate");
  }

  public Progress counting() {
    return new Progress() {
      @Override
      public void start(String what, long total) {}

      @Override
      public void advance(long units) {
        advanced.addAndGet(units);
      }

      @Override
      public void done() {}
    };
  }

  public TranslateSettings settings() {
    return settings(Provider.OPENAI, sandbox.baseUrl().toString(), new Limits(0, 0, 64));
  }

  public TranslateSettings settings(
      String model, Limits limits, Caps caps, Optional<Duration> deadline) {
    return settings(Provider.OPENAI, sandbox.baseUrl().toString(), model, limits, caps, deadline);
  }

  public static TranslateSettings settings(Provider provider, String baseUrl, Limits limits) {
    Caps caps = new Caps(Optional.empty(), Optional.empty());
    return settings(provider, baseUrl, MODEL, limits, caps, Optional.empty());
  }

  public static TranslateSettings settings(
      Provider provider,
      String baseUrl,
      String model,
      Limits limits,
      Caps caps,
      Optional<Duration> deadline) {
    return new TranslateSettings(
        new LlmSettings(
            new EndpointSettings(provider, baseUrl, false, model),
            limits,
            caps,
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), deadline),
            new Retries(
                3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(30), 20),
            new PriceSettings(Optional.empty(), Optional.empty(), Optional.empty())),
        TestJob.RECIPE,
        0,
        PrivacySettings.off(),
        CheckSettings.off(),
        TestJob.BATCH,
        0.5);
  }

  public static Sandbox sandbox(SandboxSettings.Limits limits, Optional<String> key) {
    return Sandbox.start(sandboxSettings(limits), key);
  }

  public static SandboxSettings sandboxSettings(SandboxSettings.Limits limits) {
    return new SandboxSettings(memory(), 0, Duration.ZERO, limits, List.of(MODEL));
  }

  public static String memory() {
    return "src/test/resources/sandbox/memory.tsv";
  }

  public Row row(String text) {
    return warehouse
        .current(Table.TRANSLATIONS, "translation_key")
        .where("source_hash = '" + Hashes.ofText(text) + "'")
        .first();
  }

  /** The key that a row of the endpoint's must have. */
  public static String keyOf(Row row, String model) {
    return Hashes.ofParts(
        row.getAs("source_hash"), "openai", model, row.getAs("prompt_id"), row.getAs("parameters"));
  }

  /** What the newest row of a text says of a check. */
  public Row noted(String text, String check) {
    return row(text).<Row>getList(row(text).fieldIndex("checks")).stream()
        .filter(noted -> noted.getAs("check").equals(check))
        .findFirst()
        .orElseThrow();
  }

  public long requests() {
    return sandbox.counts().requests();
  }

  /** Of the last run. */
  public long inputTokens() {
    return lastRun
        .written(Table.TRANSLATIONS)
        .agg(Map.of("input_tokens", "sum"))
        .first()
        .getLong(0);
  }

  /** Has the sandbox answer from another memory: faulty answers, and texts with names. */
  public void knowFaultyAnswers() {
    sandbox.close();
    SandboxSettings known =
        new SandboxSettings(
            "src/test/resources/sandbox/checks.tsv", 0, Duration.ZERO, NO_LIMITS, List.of(MODEL));
    sandbox = Sandbox.start(known, Optional.empty());
  }

  public void reports(Row... rows) {
    Run run = Run.begin(warehouse, lease, Progress.SILENT, Clock.systemUTC(), "ingest", "ingest");
    run.write(
        Table.REPORTS, Sparks.local().createDataFrame(Arrays.asList(rows), Table.REPORTS.schema()));
    run.commit(0, Map.of(), Map.of(), List.of());
  }

  public void moreReports(Row... rows) {
    Run run = begin("ingest-more");
    run.write(
        Table.REPORTS, Sparks.local().createDataFrame(Arrays.asList(rows), Table.REPORTS.schema()));
    run.commit(0, Map.of(), Map.of(), List.of());
  }
}
