package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.Hashes;
import io.shoken.sandbox.Sandbox;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill -9 in the middle of paid calls loses none that is in a journal, and pays again for no more
 * than were in flight, by the server's own log. The system properties {@code shoken.kills} and
 * {@code shoken.executor-kills} set how often a driver and an executor are killed (1 each), {@code
 * shoken.seed} when.
 */
class TranslateKillIT {
  private static final int KILLS = Integer.getInteger("shoken.kills", 1);
  private static final int EXECUTOR_KILLS = Integer.getInteger("shoken.executor-kills", 1);
  private static final long SEED = Long.getLong("shoken.seed", 20261124);
  private static final int TEXTS = 160;
  private static final int IN_FLIGHT = 8;
  private static final Duration ANSWER = Duration.ofMillis(150);

  /** So slow that the executor that is left is at work when the other one's successor starts. */
  private static final Duration SLOW_ANSWER = Duration.ofMillis(400);

  private static final int LONGEST_DELAY = 3_000; // ms after the last answer
  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final List<Round> rounds = new ArrayList<>();

  /**
   * A kill and what followed.
   *
   * @param kept lines that were in the journals right after the kill, without their check sums
   */
  private record Round(String name, Set<String> kept, Path log) {}

  @Test
  void aKilledDriverLosesAtMostWhatWasInFlight() throws Exception {
    ingest();
    for (int kill = 0; rounds.size() < KILLS && kill < 2 * KILLS + 5; kill++) {
      killDriver("driver-" + kill);
    }
    assertThat(rounds).hasSize(KILLS);
    assertNothingIsLostOrRepeated();
  }

  @Test
  void aKilledExecutorLosesAtMostWhatWasInFlight() throws Exception {
    ingest();
    for (int kill = 0; rounds.size() < EXECUTOR_KILLS && kill < 2 * EXECUTOR_KILLS + 5; kill++) {
      killExecutor("executor-" + kill);
    }
    assertThat(rounds).hasSize(EXECUTOR_KILLS);
    assertNothingIsLostOrRepeated();
  }

  /** A round counts if the kill found the step at work. */
  private void killDriver(String name) throws Exception {
    copyWarehouse(name);
    Path log = folder.resolve(name + ".log");
    try (Sandbox sandbox = sandbox(log, ANSWER)) {
      int answers = random.nextInt(TEXTS * 9 / 8); // the last ninth falls into what comes after
      boolean after = answers >= TEXTS;
      Duration delay =
          Duration.ofMillis(after ? random.nextInt(LONGEST_DELAY) : random.nextInt(50));
      boolean killed;
      try (Program program = Program.start(translate(name, sandbox))) {
        killed =
            program.awaitMessage("translate: run ")
                && program.await(() -> sandbox.counts().answered() >= Math.min(answers, TEXTS))
                && program.kill(delay);
      }
      Set<String> kept = journal(name);
      assertThat(Main.run(translate(name, sandbox).toArray(String[]::new))).isZero();
      if (killed) {
        rounds.add(new Round(name, kept, log));
      }
    }
  }

  /** The job itself goes on: Spark starts another executor, and the task begins anew. */
  private void killExecutor(String name) throws Exception {
    copyWarehouse(name);
    Path log = folder.resolve(name + ".log");
    Path sparkHome = Files.createDirectories(folder.resolve("spark"));
    Files.createDirectories(sparkHome.resolve("jars"));
    List<String> arguments = new ArrayList<>(translate(name, null));
    arguments.addAll(
        List.of("--set", "spark.master=local-cluster[2,1,600]", "--set", executorOptions()));
    try (Sandbox sandbox = sandbox(log, SLOW_ANSWER)) {
      arguments.addAll(List.of("--set", "translate.base-url=" + sandbox.baseUrl()));
      int answers = 1 + random.nextInt(TEXTS / 4);
      Map<String, String> environment =
          Map.of("SPARK_HOME", sparkHome.toString(), "SPARK_SCALA_VERSION", "2.13");
      try (Program program = Program.start(arguments, environment)) {
        boolean killed =
            program.awaitMessage("translate: run ")
                && program.await(() -> sandbox.counts().answered() >= answers)
                && program.killChild(random);
        Set<String> kept = journal(name);
        assertThat(program.end()).endsWith("exit code 0");
        if (killed) {
          rounds.add(new Round(name, kept, log));
        }
      }
    }
  }

  private static String executorOptions() {
    return "spark.options={\"spark.executor.extraClassPath\"=\"%s\", \"spark.executor.memory\"=\"600m\", \"spark.task.maxFailures\"=8}"
        .formatted(System.getProperty("java.class.path"));
  }

  private void ingest() throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN\n");
    for (int i = 0; i < TEXTS; i++) {
      csv.append("train_%d_a_1.nii.gz,,,Stable %s,\n".formatted(i + 1, "\u2022".repeat(i)));
    }
    Path file = folder.resolve("reports.csv");
    Files.writeString(file, csv);
    assertThat(
            Main.run(
                "ingest",
                "--reports",
                file.toString(),
                "--warehouse",
                folder.resolve("template").toString()))
        .isZero();
  }

  private void copyWarehouse(String name) throws IOException {
    Path template = folder.resolve("template");
    try (Stream<Path> files = Files.walk(template)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(name).resolve(template.relativize(file).toString()));
      }
    }
  }

  private static Sandbox sandbox(Path log, Duration answer) {
    SandboxSettings settings =
        new SandboxSettings(
            "src/test/resources/sandbox/memory.tsv",
            0,
            answer,
            new SandboxSettings.Limits(0, 0),
            List.of(MODEL));
    return Sandbox.start(settings.withLog(log.toString()), Optional.empty());
  }

  private List<String> translate(String name, Sandbox sandbox) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "translate",
                "--warehouse",
                folder.resolve(name).toString(),
                "--set",
                "translate.provider=openai",
                "--set",
                "translate.model=" + MODEL,
                "--set",
                "translate.checks.enabled=false", // the texts differ in signs that no answer has
                "--set",
                "translate.timeouts.request=20s",
                "--set",
                "translate.limits.in-flight=" + IN_FLIGHT));
    if (sandbox != null) {
      arguments.addAll(List.of("--set", "translate.base-url=" + sandbox.baseUrl()));
    }
    return arguments;
  }

  /** The JSON of the whole lines of all journals. */
  private Set<String> journal(String name) throws IOException {
    Path journal = folder.resolve(name).resolve("journal");
    Set<String> lines = new TreeSet<>();
    if (!Files.exists(journal)) {
      return lines;
    }
    try (Stream<Path> files = Files.walk(journal)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(line -> line.substring(line.indexOf('{')))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private void assertNothingIsLostOrRepeated() throws IOException {
    int repeated = 0;
    int withAnswers = 0;
    for (Round round : rounds) {
      Map<String, Row> rows = rows(round);
      assertThat(rows).as(round.name).hasSize(TEXTS);
      for (String line : round.kept) {
        JsonNode kept = JSON.readTree(line);
        Row row = rows.get(kept.get("source_hash").textValue());
        assertThat(row.<Timestamp>getAs("created_at").toInstant())
            .isEqualTo(Instant.parse(kept.get("created_at").textValue()));
      }
      int again = answered(round) - TEXTS;
      assertThat(again).as(round.name).isBetween(0, IN_FLIGHT);
      assertThat(folder.resolve(round.name).resolve("journal")).doesNotExist();
      repeated += again;
      withAnswers += round.kept.isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "seed %d: %d kills (%d with answers on disk, %d answers in all), 0 lost, %d paid again of"
            + " %d, at most %d in flight at each kill%n",
        SEED,
        rounds.size(),
        withAnswers,
        rounds.stream().mapToInt(round -> round.kept.size()).sum(),
        repeated,
        rounds.size() * TEXTS,
        IN_FLIGHT);
  }

  /** By source hash; a hash that comes twice fails here. */
  private Map<String, Row> rows(Round round) {
    return Warehouse.open(Sparks.local(), folder.resolve(round.name).toString())
        .read(Table.TRANSLATIONS)
        .where("outcome = 'translated'")
        .select("source_hash", "created_at")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row));
  }

  /** How many answers the server made, whether or not anybody took them. */
  private static int answered(Round round) throws IOException {
    int answered = 0;
    for (String line : Files.readAllLines(round.log)) {
      JsonNode call = JSON.readTree(line);
      answered += call.get("status").intValue() == 200 ? 1 : 0;
      assertThat(call.get("source").textValue()).hasSize(Hashes.ofText("").length());
    }
    return answered;
  }
}
