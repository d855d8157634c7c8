package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.Provider;
import io.shoken.llm.Service;
import io.shoken.llm.call.BatchClient;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxCounts;
import io.shoken.testkit.TestJob;
import io.shoken.testkit.TranslateFixture;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.batch.BatchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesIT {

  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final BatchSettings TWO_A_FILE =
      new BatchSettings(
          0.5, 2, 100_000_000, 1_000_000, Duration.ofMinutes(1), Duration.ofMillis(100));

  @TempDir Path folder;
  private final List<String> printed = new ArrayList<>();
  private TestJob job;
  private Sandbox sandbox;

  @BeforeEach
  void open() {
    job = new TestJob(folder.resolve("warehouse"));
    sandbox = Sandbox.start(TestJob.sandbox(MODEL), Optional.of("sk-test"));
  }

  @AfterEach
  void close() {
    sandbox.close();
    job.close();
  }

  @Test
  void importsWhatTheLivePathWouldHaveWrittenForHalfThePriceAndOnce() {
    job.reports(TestJob.text(0), TestJob.text(1), TestJob.text(2), TestJob.text(3), "A zebra.");
    Batches batches = batches(TWO_A_FILE);
    assertThat(batches.export(job.warehouse, Optional.empty())).isEqualTo(5);
    assertThat(batches.submit(job.warehouse)).isEqualTo(3);
    assertThat(batches.export(job.warehouse, Optional.empty())).isZero();
    assertThat(batches.submit(job.warehouse)).isZero();
    awaitBatches();
    assertThat(batches.status(job.warehouse).text()).contains("completed").contains("part-00003");
    assertThat(job.run(batches.importing(List.of()))).isEqualTo(3);
    assertThat(job.lastRun.counts())
        .containsEntry("lines", 5L)
        .containsEntry("in", 5L)
        .containsEntry("out", 4L)
        .containsEntry("rejected", 1L)
        .containsEntry("missing", 0L)
        .containsEntry("unknown", 0L);
    assertThat(batches.status(job.warehouse).text()).contains("imported");
    assertThat(job.run(batches.importing(List.of()))).isEqualTo(0);
    assertThat(job.lastRun.hasRows()).isFalse();
    assertThat(sandbox.counts().requests()).isEqualTo(5);
    List<Row> rows = job.translations(MODEL);
    assertThat(rows).hasSize(5);
    for (Row row : rows) {
      assertThat(row.<String>getAs("translation_key"))
          .isEqualTo(TranslateFixture.keyOf(row, MODEL));
    }
    Row stable = row(rows, TestJob.text(1));
    assertThat(stable.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(stable.<Double>getAs("cost_usd"))
        .isEqualTo(
            (stable.<Long>getAs("input_tokens") * 0.075 + stable.<Long>getAs("output_tokens") * 0.3)
                / 1e6);
    assertThat(row(rows, "A zebra.").<String>getAs("reason"))
        .isEqualTo("bad_request: HTTP 400 unknown_sentence");
    assertThat(job.run(live())).isEqualTo(0);
    assertThat(sandbox.counts().requests()).isEqualTo(5);
  }

  @Test
  void countsWhatDoesNotFitAndAsksForItAgain() throws IOException {
    sandbox.close();
    sandbox =
        Sandbox.start(
            TestJob.sandbox(MODEL).withFaults("src/test/resources/sandbox/line-faults.conf"),
            Optional.of("sk-test"));
    job.reports(IntStream.range(0, 8).mapToObj(TestJob::text).toArray(String[]::new));
    Batches batches = batches(TestJob.BATCH);
    batches.export(job.warehouse, Optional.empty());
    batches.submit(job.warehouse);
    awaitBatches();
    assertThat(job.run(batches.importing(List.of()))).isEqualTo(0);
    assertThat(job.lastRun.counts())
        .containsEntry("lines", 8L)
        .containsEntry("malformed", 1L)
        .containsEntry("unknown", 1L)
        .containsEntry("duplicated", 1L)
        .containsEntry("expired", 1L)
        .containsEntry("missing", 3L)
        .containsEntry("out", 4L);
    assertThat(batches.export(job.warehouse, Optional.empty())).isEqualTo(4);
  }

  @Test
  void findsABatchWhoseOrderWasNotNoted() throws IOException {
    job.reports(TestJob.text(0), TestJob.text(1));
    Batches batches = batches(TestJob.BATCH);
    batches.export(job.warehouse, Optional.empty());
    BatchParts parts = new BatchParts(job.warehouse);
    BatchParts.ExportedPart part = parts.open().get(0);
    String batch;
    try (BatchClient client = client()) {
      String file = client.upload("x.jsonl", parts.folder().open(part.requests()));
      parts.note(part, new BatchParts.Uploaded(file, "now"));
      batch = client.create(file); // and here the process dies
    }
    batches.submit(job.warehouse);
    assertThat(parts.submitted(part).orElseThrow().batchId()).isEqualTo(batch);
    awaitBatches();
    assertThat(sandbox.counts().requests()).isEqualTo(2);
  }

  /** It may be there at another address, so its texts are not asked for again by themselves. */
  @Test
  void keepsABatchThatTheServiceDoesNotKnow() {
    job.reports(TestJob.text(0));
    Batches batches = batches(TestJob.BATCH);
    batches.export(job.warehouse, Optional.empty());
    batches.submit(job.warehouse);
    sandbox.close();
    sandbox = Sandbox.start(TestJob.sandbox(MODEL), Optional.of("sk-test"));
    Batches elsewhere = batches(TestJob.BATCH);
    assertThat(elsewhere.status(job.warehouse).text()).contains("not found");
    assertThat(job.run(elsewhere.importing(List.of()))).isEqualTo(0);
    assertThat(job.lastRun.counts()).containsEntry("not_found", 1L);
    assertThat(elsewhere.export(job.warehouse, Optional.empty())).isZero();
  }

  @Test
  void neitherPathPaysForWhatTheOtherHas() {
    job.reports(TestJob.text(0), TestJob.text(1));
    Batches batches = batches(TWO_A_FILE);
    batches.export(job.warehouse, Optional.of(1));
    batches.submit(job.warehouse);
    awaitBatches();
    batches.export(job.warehouse, Optional.empty());
    assertThat(job.run(live())).isEqualTo(0);
    assertThat(sandbox.counts().requests()).isEqualTo(2);
    assertThat(batches.submit(job.warehouse)).isZero();
    assertThat(printed).anyMatch(line -> line.contains("translated meanwhile; export again"));
    assertThat(sandbox.counts()).isEqualTo(new SandboxCounts(2, 2, 0, 0, 0));
  }

  @Test
  void importsAFileThatWasCarriedOutElsewhere() throws IOException {
    job.reports(TestJob.text(0), TestJob.text(1));
    Batches batches = batches(TestJob.BATCH);
    batches.export(job.warehouse, Optional.empty());
    List<Row> keys =
        new BatchParts(job.warehouse)
            .keys(new BatchParts(job.warehouse).open())
            .orderBy("translation_key")
            .collectAsList();
    Path results =
        Files.writeString(
            folder.resolve("results.jsonl"),
            result(keys.get(0).getString(0), "\u8457\u5909\u306a\u3057\u3002")
                + "nonsense\n\n"
                + "{\"custom_id\": [1]}\n"
                + "[".repeat(5000)
                + "\n"
                + "x".repeat(5 << 20)
                + "\n"
                + result("0".repeat(64), "x")
                + "{\"custom_id\":\"%s\",\"response\":{\"status_code\":200,\"body\":{}}}\n"
                    .formatted(keys.get(1).getString(0)));
    BatchSettings roomy =
        new BatchSettings(
            0.5, 2, 100_000_000, 100_000_000, Duration.ofMinutes(1), Duration.ofMillis(100));
    assertThat(job.run(batches(roomy).importing(List.of(results)))).isEqualTo(3);
    assertThat(job.lastRun.counts())
        .containsEntry("malformed", 4L)
        .containsEntry("unknown", 1L)
        .containsEntry("out", 1L)
        .containsEntry("failed", 1L);
    assertThat(job.translations(MODEL))
        .extracting(row -> row.<String>getAs("reason"))
        .containsExactlyInAnyOrder(null, "invalid_answer");
    assertThat(job.run(batches(roomy).importing(List.of(results)))).isEqualTo(0);
    assertThat(job.lastRun.hasRows()).isFalse();
    assertThatThrownBy(() -> batches(TWO_A_FILE).importing(List.of(results)).run(job.lastRun))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("over 1000000 bytes, the most that translate.batch.max-result-bytes");
  }

  @Test
  void checksWhatItImports() throws IOException {
    job.reports(TestJob.text(0));
    Batches batches =
        batches(
            TestJob.settings(
                Provider.OPENAI, url(), MODEL, TestJob.NO_CAPS, TestJob.BATCH, TestJob.MANNERS));
    batches.export(job.warehouse, Optional.empty());
    BatchParts parts = new BatchParts(job.warehouse);
    String key = parts.keys(parts.open()).first().getString(0);
    Path results =
        Files.writeString(folder.resolve("results.jsonl"), result(key, "I cannot help with that."));
    assertThat(job.run(batches.importing(List.of(results)))).isEqualTo(3);
    Row row = job.translations(MODEL).get(0);
    assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
    assertThat(row.<String>getAs("reason")).startsWith("checks: ");
  }

  @Test
  void ordersNothingAboveTheCaps() {
    job.reports(TestJob.text(0));
    Caps caps = new Caps(Optional.empty(), Optional.of(10L));
    Batches capped = batches(TestJob.settings(Provider.OPENAI, url(), MODEL, caps, TestJob.BATCH));
    capped.export(job.warehouse, Optional.empty());
    assertThatThrownBy(() -> capped.submit(job.warehouse))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.QUOTA))
        .hasMessageContaining("over translate.budget");
    assertThat(sandbox.counts().requests()).isZero();
  }

  @Test
  void wantsAServiceThatOutlivesTheCommand() {
    job.reports(TestJob.text(0));
    Batches own =
        batches(TestJob.settings(Provider.SANDBOX, "", MODEL, TestJob.NO_CAPS, TestJob.BATCH));
    assertThat(own.export(job.warehouse, Optional.empty())).isEqualTo(1);
    assertThatThrownBy(() -> own.submit(job.warehouse))
        .hasMessageContaining("needs translate.provider=openai");
  }

  private void awaitBatches() {
    BatchParts parts = new BatchParts(job.warehouse);
    try (BatchClient client = client()) {
      for (BatchParts.ExportedPart part : parts.submitted()) {
        while (!client.state(parts.submitted(part).orElseThrow().batchId()).isOver()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private BatchClient client() {
    return new BatchClient(
        new Service(url(), "sk-test"),
        TestJob.settings(url(), MODEL).llm(),
        TestJob.BATCH.timeout());
  }

  private Batches batches(BatchSettings batch) {
    return batches(TestJob.settings(Provider.OPENAI, url(), MODEL, TestJob.NO_CAPS, batch));
  }

  private Batches batches(TranslateSettings settings) {
    return new Batches(
        settings, TestJob.sandbox(MODEL), TestJob.ENVIRONMENT, Clock.systemUTC(), printed::add);
  }

  private Translate live() {
    return new Translate(
        TestJob.settings(url(), MODEL),
        TestJob.sandbox(),
        new Translate.Options(false, Optional.empty(), false),
        TestJob.ENVIRONMENT,
        printed::add);
  }

  private String url() {
    return sandbox.baseUrl().toString();
  }

  private static Row row(List<Row> rows, String text) {
    return rows.stream()
        .filter(row -> row.<String>getAs("source_hash").equals(Hashes.ofText(text)))
        .findFirst()
        .orElseThrow();
  }

  private static String result(String key, String japanese) {
    return """
    {"custom_id":"%s","response":{"status_code":200,"body":{"id":"1","object":"chat.completion",\
    "created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","logprobs":null,\
    "message":{"role":"assistant","content":"%s","refusal":null}}]}},"error":null}
    """
        .formatted(key, japanese);
  }
}
