package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.report.Hashes;
import io.shoken.report.UserException;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxCounts;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.table.Lease;
import io.shoken.table.Progress;
import io.shoken.table.Run;
import io.shoken.table.Sparks;
import io.shoken.table.Step;
import io.shoken.table.Table;
import io.shoken.table.Warehouse;
import io.shoken.translate.TranslateSettings.Caps;
import io.shoken.translate.TranslateSettings.Limits;
import io.shoken.translate.TranslateSettings.MaxOutput;
import io.shoken.translate.TranslateSettings.Parameters;
import io.shoken.translate.TranslateSettings.PriceSetting;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.TranslateSettings.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslateIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final SandboxSettings.Limits NO_LIMITS = new SandboxSettings.Limits(0, 0);

  @TempDir Path folder;
  private final List<String> printed = new ArrayList<>();
  private final AtomicLong advanced = new AtomicLong();
  private Warehouse warehouse;
  private Lease lease;
  private Sandbox sandbox;
  private Run lastRun;
  private int runs;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
    lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(1));
    sandbox = sandbox(NO_LIMITS, Optional.empty());
  }

  @AfterEach
  void close() {
    lease.close();
    sandbox.close();
  }

  @Test
  void translatesEachDistinctTextOnceAndNeverAgain() {
    reports(
        report("a", "The heart is not enlarged.\nNo pleural effusion is seen.", "Stable"),
        report("b", "No pleural effusion is seen.", " Stable "),
        report("c", null, null));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(3, 3, 0, 0, 0));
    assertThat(advanced.get()).isEqualTo(3);
    Row row = row("The heart is not enlarged.\nNo pleural effusion is seen.");
    assertThat(row.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(row.<String>getAs("text_ja")).hasLineCount(2).hasSize(18);
    assertThat(row.<String>getAs("section")).isEqualTo("findings");
    assertThat(row.<String>getAs("finish_reason")).isEqualTo("stop");
    assertThat(row.<Integer>getAs("attempts")).isEqualTo(1);
    long input = row.getAs("input_tokens");
    long output = row.getAs("output_tokens");
    assertThat(row.<Double>getAs("cost_usd")).isEqualTo((input * 0.15 + output * 0.6) / 1e6);
    assertThat(row.<String>getAs("translation_key"))
        .isEqualTo(
            Hashes.ofParts(
                row.getAs("source_hash"),
                "openai",
                MODEL,
                row.getAs("prompt_id"),
                row.getAs("parameters")));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().requests()).isEqualTo(3);
  }

  @Test
  void startsASandboxOfItsOwn() {
    reports(report("a", "Stable", null));
    TranslateSettings own = settings(TranslateSettings.Provider.SANDBOX, "", new Limits(0, 0, 4));
    assertThat(translate(own, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(row("Stable").<String>getAs("provider")).isEqualTo("sandbox");
    assertThat(sandbox.counts().requests()).isZero();
  }

  @Test
  void givesAnUnknownTextARowWithItsReasonAndAsksAgainOnlyWhenTold() {
    reports(
        report("a", "The heart is not enlarged.", "Stable"), report("b", "A zebra is seen.", null));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.PARTIAL);
    Row row = row("A zebra is seen.");
    assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
    assertThat(row.<String>getAs("reason")).isEqualTo("bad_request: HTTP 400 unknown_sentence");
    assertThat(row.<String>getAs("text_ja")).isNull();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().requests()).isEqualTo(3);
    assertThatThrownBy(() -> translate(settings(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1 of 1 texts were not translated")
        .hasMessageNotContaining("zebra");
    assertThat(sandbox.counts().requests()).isEqualTo(4);
  }

  @Test
  void pausesForRetryAfterAndFinishes() {
    sandbox.close();
    sandbox = sandbox(new SandboxSettings.Limits(60, 0), Optional.empty());
    String[] texts = new String[62];
    Arrays.setAll(texts, i -> "Stable " + "\u2022".repeat(i));
    reports(
        Arrays.stream(texts)
            .map(text -> report("r" + text.length(), text, null))
            .toArray(Row[]::new));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    SandboxCounts counts = sandbox.counts();
    assertThat(counts.answered()).isEqualTo(62);
    assertThat(counts.limited()).isBetween(1L, 8L);
  }

  @Test
  void keepsItsOwnLimitSoThatTheServersIsNeverMet() {
    sandbox.close();
    sandbox = sandbox(new SandboxSettings.Limits(600, 0), Optional.empty());
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    long start = System.nanoTime();
    TranslateSettings limited =
        settings(
            TranslateSettings.Provider.OPENAI,
            sandbox.baseUrl().toString(),
            new Limits(600, 0, 64));
    assertThat(translate(limited, false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(40, 40, 0, 0, 0));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2900));
  }

  @Test
  void stopsTheJobAtAWrongKeyAndNamesNeitherKeyNorText() {
    sandbox.close();
    sandbox = sandbox(NO_LIMITS, Optional.of("right"));
    Row[] rows = new Row[500];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    assertThatThrownBy(() -> translate(settings(), false))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.kind()).isEqualTo(UserException.Kind.UNAVAILABLE))
        .hasMessageContaining("unauthorized: HTTP 401 invalid_api_key; 0 of 500 texts")
        .hasMessageNotContaining("sk-test");
    assertThat(sandbox.counts().unauthorized()).isBetween(1L, 64L);
  }

  @Test
  void stopsTheJobAtAModelThatIsNotThere() {
    reports(report("a", "Stable", null));
    sandbox.close();
    sandbox =
        Sandbox.start(
            new SandboxSettings(memory(), 0, Duration.ZERO, NO_LIMITS, List.of("other")),
            Optional.empty());
    assertThatThrownBy(() -> translate(settings(), false))
        .hasMessageContaining("unknown_model: HTTP 404 model_not_found");
  }

  @Test
  void givesUpOnAServiceThatIsNotThere() {
    reports(report("a", "Stable", null));
    sandbox.close();
    assertThatThrownBy(() -> translate(settings(), false))
        .hasMessageContaining("1 of 1 texts were not translated");
  }

  @Test
  void dryRunTellsThePriceAndCallsNobody() {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    Translate step = step(settings(), new Translate.Options(false, Optional.empty(), true));
    assertThat(step.run(begin("dry"))).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(printed).hasSize(1);
    assertThat(printed.get(0)).contains("2 calls with", "input tokens", "USD");
    assertThat(sandbox.counts().requests()).isZero();
  }

  @Test
  void asksForNoMoreThanTheLimitOnTheCommandLine() {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    Translate step = step(settings(), new Translate.Options(false, Optional.of(1), false));
    assertThat(step.run(begin("one"))).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().requests()).isEqualTo(1);
  }

  @Test
  void wantsAKeyForAnAddressElsewhere() {
    reports(report("a", "Stable", null));
    Translate step =
        new Translate(
            settings(
                TranslateSettings.Provider.OPENAI,
                "https://service.invalid/v1",
                new Limits(0, 0, 4)),
            sandboxSettings(NO_LIMITS),
            new Translate.Options(false, Optional.empty(), false),
            Map.of(),
            printed::add);
    assertThatThrownBy(() -> step.run(begin("keyless")))
        .hasMessageContaining("OPENAI_API_KEY is not set, and service.invalid needs a key");
  }

  @Test
  void takesOverWhatADeadRunPaidForAndRepeatsNothing() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    Row paid = row("The heart is not enlarged.");
    forget();
    writeJournal("dead", JournalLine.of(paid), new byte[] {'t', 'o', 'r', 'n'});

    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().answered()).isEqualTo(3);
    assertThat(row("The heart is not enlarged.")).isEqualTo(paid);
    assertThat(lastRun.counts()).containsEntry("in", 2L).containsEntry("recovered", 1L);
    assertThat(folder.resolve("journal")).doesNotExist();
  }

  @Test
  void clearsAwayWhatACrashAfterTheCommitHasLeft() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    translate(settings(), false);
    writeJournal("dead", JournalLine.of(row("Stable")));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(warehouse.read(Table.TRANSLATIONS).count()).isEqualTo(2);
    assertThat(folder.resolve("journal")).doesNotExist();
  }

  @Test
  void keepsAnAnswerToATextThatWasAskedForAgainByADeadRun() throws IOException {
    reports(report("a", "A zebra is seen.", null), report("b", "Stable", null));
    translate(settings(), false);
    Row failed = row("A zebra is seen.");
    writeJournal("dead", JournalLine.of(JournalTest.row(failed.getString(0), "JA")));
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(lastRun.counts()).containsEntry("in", 1L).containsEntry("recovered", 1L);
  }

  @Test
  void leavesTheJournalWhereItIsUntilTheCommit() throws IOException {
    reports(report("a", "The heart is not enlarged.", "Stable"));
    step(settings(), new Translate.Options(false, Optional.empty(), false)).run(begin("dead"));
    assertThat(folder.resolve("journal/dead")).isNotEmptyDirectory();
    assertThat(translate(settings(), false)).isEqualTo(Step.Outcome.DONE);
    assertThat(sandbox.counts().answered()).isEqualTo(2);
    assertThat(lastRun.counts()).containsEntry("recovered", 2L);
  }

  @Test
  void stopsBeforeACapIsPassedAndKeepsWhatWasPaid() {
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    for (Caps caps :
        List.of(
            new Caps(Optional.empty(), Optional.of(5000L)),
            new Caps(Optional.of(0.0008), Optional.empty()))) {
      assertThatThrownBy(() -> translateUnder(caps))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA))
          .hasMessageContaining("the next call could pass translate.budget");
      Totals totals = Totals.of(lastRun.written(Table.TRANSLATIONS));
      assertThat(totals.rows()).isBetween(2L, 38L);
      assertThat(totals.inputTokens() + totals.outputTokens()).isLessThanOrEqualTo(5000);
      assertThat(totals.usd()).isLessThanOrEqualTo(0.0008);
    }
    assertThat(sandbox.counts().refused()).isZero();
  }

  @Test
  void wantsAPriceForABudgetInMoney() {
    TranslateSettings settings =
        settings(
            "some-model",
            new Limits(0, 0, 4),
            new Caps(Optional.of(1.0), Optional.empty()),
            Optional.empty());
    assertThatThrownBy(() -> step(settings, new Translate.Options(false, Optional.empty(), false)))
        .hasMessageContaining("the price of some-model is not known");
  }

  @Test
  void stopsAtTheDeadlineOfTheJob() {
    sandbox.close();
    sandbox = slowSandbox();
    Row[] rows = new Row[40];
    Arrays.setAll(rows, i -> report("r" + i, "Stable " + "\u2022".repeat(i), null));
    reports(rows);
    TranslateSettings settings =
        settings(
            MODEL,
            new Limits(0, 0, 2),
            new Caps(Optional.empty(), Optional.empty()),
            Optional.of(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> translate(settings, false))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.TRY_LATER))
        .hasMessageContaining("translate.timeouts.job is over (1 s)");
    assertThat(sandbox.counts().answered()).isLessThan(40);
  }

  @Test
  void wantsHttpsForAnotherMachine() {
    reports(report("a", "Stable", null));
    TranslateSettings settings =
        settings(TranslateSettings.Provider.OPENAI, "http://ward7.invalid/v1", new Limits(0, 0, 4));
    assertThatThrownBy(() -> translate(settings, false))
        .hasMessageContaining("http to ward7.invalid")
        .hasMessageContaining("translate.allow-insecure");
  }

  private void translateUnder(Caps caps) {
    TranslateSettings settings =
        settings(MODEL, new Limits(0, 0, 8), caps, Optional.empty());
    lastRun = begin("translate-" + runs++);
    step(settings, new Translate.Options(false, Optional.empty(), false)).run(lastRun);
  }

  private void writeJournal(String run, byte[]... lines) throws IOException {
    Path journal = Files.createDirectories(folder.resolve("journal/" + run)).resolve("x.jsonl");
    for (byte[] line : lines) {
      Files.write(journal, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** As if the first translate run had never been committed. */
  private void forget() throws IOException {
    Files.delete(folder.resolve("runs/translate-0/manifest.json"));
  }

  private Step.Outcome translate(TranslateSettings settings, boolean onlyFailed) {
    Translate step = step(settings, new Translate.Options(onlyFailed, Optional.empty(), false));
    lastRun = begin("translate-" + runs++);
    Step.Outcome outcome = step.run(lastRun);
    if (outcome != Step.Outcome.NOTHING_TO_DO) {
      lastRun.commit(0, Map.of(), Map.of(), List.of());
    }
    return outcome;
  }

  private Translate step(TranslateSettings settings, Translate.Options options) {
    return new Translate(
        settings,
        sandboxSettings(NO_LIMITS),
        options,
        Map.of("OPENAI_API_KEY", "sk-test"),
        printed::add);
  }

  private Run begin(String id) {
    return Run.begin(warehouse, lease, counting(), Clock.systemUTC(), id, "translate");
  }

  private Progress counting() {
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

  private TranslateSettings settings() {
    return settings(
        TranslateSettings.Provider.OPENAI, sandbox.baseUrl().toString(), new Limits(0, 0, 64));
  }

  private TranslateSettings settings(
      String model, Limits limits, Caps caps, Optional<Duration> deadline) {
    return settings(
        TranslateSettings.Provider.OPENAI,
        sandbox.baseUrl().toString(),
        model,
        limits,
        caps,
        deadline);
  }

  private static TranslateSettings settings(
      TranslateSettings.Provider provider, String baseUrl, Limits limits) {
    Caps caps = new Caps(Optional.empty(), Optional.empty());
    return settings(provider, baseUrl, MODEL, limits, caps, Optional.empty());
  }

  private static TranslateSettings settings(
      TranslateSettings.Provider provider,
      String baseUrl,
      String model,
      Limits limits,
      Caps caps,
      Optional<Duration> deadline) {
    return new TranslateSettings(
        provider,
        baseUrl,
        false,
        model,
        "radiology-ja-v1",
        new Parameters(0, Optional.empty(), new MaxOutput(4, 256)),
        limits,
        caps,
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), deadline),
        new Retries(3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(30), 20),
        new PriceSetting(Optional.empty(), Optional.empty(), Optional.empty()),
        0.5);
  }

  private static Sandbox sandbox(SandboxSettings.Limits limits, Optional<String> key) {
    return Sandbox.start(sandboxSettings(limits), key);
  }

  private static SandboxSettings sandboxSettings(SandboxSettings.Limits limits) {
    return new SandboxSettings(memory(), 0, Duration.ZERO, limits, List.of(MODEL));
  }

  private static String memory() {
    return "src/test/resources/sandbox/memory.tsv";
  }

  private Row row(String text) {
    return warehouse
        .current(Table.TRANSLATIONS, "translation_key")
        .where("source_hash = '" + Hashes.ofText(text) + "'")
        .first();
  }

  private void reports(Row... rows) {
    Run run = Run.begin(warehouse, lease, Progress.SILENT, Clock.systemUTC(), "ingest", "ingest");
    run.write(
        Table.REPORTS, Sparks.local().createDataFrame(Arrays.asList(rows), Table.REPORTS.schema()));
    run.commit(0, Map.of(), Map.of(), List.of());
  }

  private static Row report(String id, String findings, String impression) {
    return RowFactory.create(
        id,
        id,
        "train",
        "en",
        new String[] {id},
        null,
        null,
        null,
        null,
        findings,
        impression,
        findings == null ? null : Hashes.ofText(findings),
        impression == null ? null : Hashes.ofText(impression),
        "file",
        1L);
  }
}
