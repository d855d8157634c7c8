package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.shoken.core.Hashes;
import io.shoken.llm.Provider;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.TestJob;
import io.shoken.translate.answer.CheckSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every fault of the stand-in server against the default settings: what becomes of the text that is
 * struck, after how many calls, and how the command ends.
 */
class FaultMatrixIT {

  private static final int TEXTS = 300;

  private static final CheckSettings CHECKS = defaultChecks();

  /** fault | outcome | reason | finish_reason | attempts. */
  private static final List<String> OVERCOME =
      List.of(
          "too-fast, first-per-text = 2 | translated | - | stop | 3",
          "too-fast, first-per-text = 1, retry-after = 1s | translated | - | stop | 2",
          "too-fast, first-per-text = 1, retry-after = 1s, as-date = true"
              + " | translated | - | stop | 2",
          "too-fast, first-per-text = 20 | translated | - | stop | 21",
          "server-error, first-per-text = 4 | translated | - | stop | 5",
          "server-error, first-per-text = 1, status = 503, retry-after = 1s"
              + " | translated | - | stop | 2",
          "cut-connection, first-per-text = 1 | translated | - | stop | 2",
          "dropped-connection, first-per-text = 1 | translated | - | stop | 2",
          "drip, bytes = 100, interval = 10ms | translated | - | stop | 1",
          "drip, first-per-text = 1 | translated | - | stop | 2",
          "invalid-json, first-per-text = 1 | translated | - | stop | 2");

  private static final List<String> LASTING =
      List.of(
          "server-error | failed | server_error: HTTP 500 server_error | - | 5",
          "server-error, status = 502 | failed | server_error: HTTP 502 server_error | - | 5",
          "server-error, status = 503 | failed | server_error: HTTP 503 server_error | - | 5",
          "cut-connection | failed | connection | - | 5",
          "dropped-connection | failed | connection | - | 5",
          "invalid-json | failed | invalid_answer | - | 5",
          "truncated | failed | cut_short | length | 1",
          "content-filter | rejected | content_filter | content_filter | 1",
          "content-filter, as-error = true"
              + " | rejected | content_filter: HTTP 400 content_filter | - | 1",
          "refusal, in-field = true | rejected | refusal | stop | 1");

  /** Answers whose text is at fault. */
  private static final List<String> FAULTY_TEXTS =
      List.of(
          "refusal, language = ja | rejected | checks | stop | 2",
          "refusal, language = en | rejected | checks | stop | 2",
          "chatter, language = ja | rejected | checks | stop | 2",
          "chatter, language = en | rejected | checks | stop | 2",
          "wrong-language, language = en | rejected | checks | stop | 2",
          "chatter, language = ja, first-per-text = 1 | translated | - | stop | 2");

  @TempDir private static Path folder;

  /** An English text and its Japanese, with a place for a number each. */
  private static String template;

  private static Path memory;
  private static TestJob job;
  private static int runs;

  @BeforeAll
  static void open() throws IOException {
    template = Files.readString(Path.of("src/test/resources/sandbox/nodules.tsv")).strip();
    memory = folder.resolve("memory.tsv");
    Files.write(
        memory, IntStream.range(0, TEXTS).mapToObj(n -> template.formatted(n + 1, n + 1)).toList());
    job = new TestJob(folder.resolve("warehouse"));
    job.reports(IntStream.range(0, TEXTS).mapToObj(FaultMatrixIT::text).toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    job.close();
  }

  @Test
  void overcomesWhatPasses() throws IOException {
    assertThat(endsAsTheTableSays(OVERCOME)).isEqualTo(0);
  }

  @Test
  void givesWhatLastsARowWithItsReason() throws IOException {
    assertThat(endsAsTheTableSays(LASTING)).isEqualTo(3);
  }

  @Test
  void rejectsFaultyTextsAfterAskingOnceMore() throws IOException {
    assertThat(endsAsTheTableSays(FAULTY_TEXTS)).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // fault | least rows kept | most rows kept | exit code
        "insufficient-quota, after = 10 | 10 | 10 | 4",
        "unauthorized, after = 10 | 10 | 10 | 69",
        "unknown-model, after = 10 | 10 | 10 | 2",
        "server-error | 20 | 300 | 69",
        "truncated | 300 | 300 | 69",
      })
  void endsTheJobWhereEveryCallIsConcerned(String fault, int least, int most, int exitCode)
      throws IOException {
    Ended ended = run("{ kind = " + fault + " }");
    assertThat(ended.exitCode).isEqualTo(exitCode);
    assertThat(ended.rows.size()).isBetween(least, most);
  }

  private record Ended(int exitCode, Map<String, Row> rows) {}

  /** The n-th fault strikes the n-th text and no other; returns the exit code. */
  private static int endsAsTheTableSays(List<String> table) throws IOException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < table.size(); i++) {
      script.append("{ source = \"%s\", kind = %s }\n".formatted(hash(i), cells(table, i)[0]));
    }
    Ended ended = run(script.toString());
    assertThat(ended.rows).hasSize(TEXTS);
    for (int i = 0; i < table.size(); i++) {
      check(ended.rows.remove(hash(i)), cells(table, i));
    }
    assertThat(ended.rows.values())
        .allSatisfy(row -> assertThat(row.<String>getAs("outcome")).isEqualTo("translated"))
        .allSatisfy(row -> assertThat(row.<Integer>getAs("attempts")).isEqualTo(1));
    return ended.exitCode;
  }

  private static void check(Row row, String[] expected) {
    String fault = expected[0];
    String reason = row.getAs("reason");
    // What libraries say of a broken connection may change; the table names its kind alone.
    String seen = reason == null || expected[2].contains(":") ? reason : reason.split(":", -1)[0];
    assertThat(row.<String>getAs("outcome")).as(fault).isEqualTo(expected[1]);
    assertThat(seen).as(fault).isEqualTo(value(expected[2]));
    assertThat(row.<String>getAs("finish_reason")).as(fault).isEqualTo(value(expected[3]));
    assertThat(row.<Integer>getAs("attempts").toString()).as(fault).isEqualTo(expected[4]);
    assertThat(row.<String>getAs("text_ja") != null)
        .as(fault)
        .isEqualTo(expected[1].equals("translated"));
  }

  private static Ended run(String rules) throws IOException {
    String model = "model-" + runs++; // a key of its own, so that every text is asked for again
    Path faults = folder.resolve(model + ".conf");
    Files.writeString(faults, "faults = [\n" + rules + "]");
    try (Sandbox sandbox =
        Sandbox.start(sandbox(model).withFaults(faults.toString()), Optional.of("sk-test"))) {
      Translate step =
          new Translate(
              TestJob.settings(
                  Provider.OPENAI,
                  sandbox.baseUrl().toString(),
                  model,
                  TestJob.NO_CAPS,
                  TestJob.BATCH,
                  CHECKS),
              TestJob.sandbox(),
              new Translate.Options(false, Optional.empty(), false),
              TestJob.ENVIRONMENT,
              line -> {});
      int exitCode = job.run(step);
      List<Row> rows = job.translations(model);
      return new Ended(
          exitCode,
          rows.stream()
              .collect(Collectors.toMap(row -> row.getAs("source_hash"), Function.identity())));
    }
  }

  /** The n-th text, whose answer has nothing that a check could find. */
  private static String text(int n) {
    return template.split("\t", -1)[0].formatted(n + 1);
  }

  private static CheckSettings defaultChecks() {
    Config checks = ConfigFactory.parseResources("reference.conf").getConfig("translate.checks");
    return new CheckSettings(
        checks.getBoolean("enabled"),
        checks.getInt("ask-again"),
        checks.getStringList("reject"),
        checks.getStringList("doubt"));
  }

  private static SandboxSettings sandbox(String model) {
    return new SandboxSettings(
        memory.toString(), 0, Duration.ZERO, new SandboxSettings.Limits(0, 0), List.of(model));
  }

  private static String[] cells(List<String> table, int row) {
    return table.get(row).split(" \\| ");
  }

  private static String value(String cell) {
    return cell.equals("-") ? null : cell;
  }

  private static String hash(int text) {
    return Hashes.ofText(text(text));
  }
}
