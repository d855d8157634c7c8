package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.domain.Finding;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who makes a mistake: one line and an exit code, and never report text. */
class BadInputIT {
  private static final String HEADER =
      "VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN";
  private static final String LABEL_HEADER = "VolumeName," + String.join(",", Finding.labels());

  /** Stands in every text: no message may hold it. */
  private static final String TEXT = "Qqxz";

  @TempDir Path folder;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private String err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(realErr);
  }

  @Test
  void aWrongHeaderIsShownBesideTheWantedOne() throws IOException {
    Path file = file("r.csv", "VolumeName,Findings,Impressions_EN", "train_1_a_1,Qqxz.,Qqxz.");
    assertThat(run("ingest", "--reports", file.toString())).isEqualTo(5);
    assertThat(err)
        .contains(file + ", row 1: not a header of reports: it lacks")
        .contains("saw VolumeName, Findings, Impressions_EN; wanted VolumeName with");
    assertOneLine();
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    assertThat(run("ingest", "--reports", folder.resolve("none.csv").toString())).isEqualTo(5);
    assertThat(err).contains("there is no file " + folder.resolve("none.csv"));
    assertOneLine();
  }

  @Test
  void rowsThatBreakTheContractAreCountedByCauseAndTheOthersKept() throws IOException {
    assertThat(
            run(
                "ingest",
                "--reports",
                badReports().toString(),
                "--labels",
                badLabels().toString(),
                "--set",
                "ingest.max-text-chars=100"))
        .isEqualTo(3);
    assertThat(err)
        .contains("in 11, out 3, rejected 8")
        .contains("rejected by cause {bad_label=1, conflicting_text=1, duplicate_id=1, ")
        .contains("the table rejects has file and row of each");
    JsonNode manifest = onlyManifest();
    JsonNode causes = manifest.at("/notes/rejected_by_cause");
    for (String cause :
        List.of(
            "missing_column",
            "duplicate_id",
            "conflicting_text",
            "invalid_utf8",
            "text_too_long",
            "unbalanced_quote",
            "empty_id",
            "bad_label")) {
      assertThat(causes.path(cause).asInt()).as(cause).isEqualTo(1);
    }
    assertThat(manifest.at("/exit_code").asInt()).isEqualTo(3);
    assertThat(manifest.at("/tables/rejects").asInt()).isEqualTo(8);
  }

  @Test
  void anUnknownKeyAndAWrongTypeStopBeforeAnythingStarts() {
    assertThat(run("translate", "--set", "translate.limits.in-fligt=4")).isEqualTo(2);
    assertThat(err)
        .contains("unknown key translate.limits.in-fligt")
        .contains("did you mean translate.limits.in-flight?");
    assertThat(run("translate", "--set", "translate.limits.in-flight=many")).isEqualTo(2);
    assertThat(err).contains("translate.limits.in-flight");
    assertOneLine();
  }

  @Test
  void aMissingOptionAndAWrongRunIdAreUsage() {
    assertThat(run("predict")).isEqualTo(2);
    assertThat(err).contains("Missing required option: '--model=DIR'").contains("predict --help");
    assertThat(run("train-linear", "--kind", "other", "--out", "x")).isEqualTo(2);
    assertThat(err).contains("--kind").contains("other");
  }

  @Test
  void aWarehouseThatAnotherRunHoldsIsLeftAlone() {
    Warehouse warehouse = Warehouse.open(Sparks.local(), warehouse().toString());
    try (Lease lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(5))) {
      assertThat(run("evaluate")).isEqualTo(75);
      lease.ensureHeld();
    }
    assertThat(err)
        .contains("is being written by process " + ProcessHandle.current().pid())
        .contains("wait for it to end and run again");
    assertOneLine();
  }

  @Test
  void aModelFolderThatIsMissingIsNamed() {
    assertThat(run("predict", "--model", folder.resolve("none").toString())).isEqualTo(5);
    assertThat(err).contains(folder.resolve("none") + " does not exist; expected a model folder");
    assertOneLine();
  }

  @Test
  void thereIsNothingToEvaluateWithoutPredictions() {
    assertThat(run("evaluate")).isEqualTo(5);
    assertThat(err).contains("predictions");
    assertOneLine();
  }

  @Test
  void aWarehouseThatCannotBeWrittenIsUnavailable() throws IOException {
    Path file = file("a-file", "x");
    assertThat(Main.run("evaluate", "--warehouse", file.resolve("w").toString())).isEqualTo(69);
    err = written.toString(StandardCharsets.UTF_8);
    assertThat(err).contains("the warehouse " + file.resolve("w") + " cannot be opened");
    assertOneLine();
  }

  private Path badReports() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line :
        List.of(
            HEADER,
            row("train_1_a_1", "Qqxz one."),
            row("train_1_a_1", "Qqxz two."),
            row("train_1_a_2", "Qqxz three."),
            "train_2_a_1.nii.gz,,Qqxz.",
            row("", "Qqxz."),
            row("train_3_a_1", "Qqxz " + "long ".repeat(50)),
            "train_4_a_1.nii.gz,,,\"Qqxz not closed,Qqxz.",
            row("train_5_a_1", "Qqxz."))) {
      lines.add(line.getBytes(StandardCharsets.UTF_8));
    }
    lines.add(row("train_6_a_1", "Qqxz caf\u00e9.").getBytes(StandardCharsets.ISO_8859_1));
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      csv.writeBytes(line);
      csv.write('\n');
    }
    return Files.write(folder.resolve("reports.csv"), csv.toByteArray());
  }

  private Path badLabels() throws IOException {
    return file(
        "labels.csv",
        LABEL_HEADER,
        "train_1_a_1.nii.gz" + ",0".repeat(18),
        "train_5_a_1.nii.gz" + ",0".repeat(17) + ",2");
  }

  private static String row(String volume, String findings) {
    return volume + (volume.isEmpty() ? "" : ".nii.gz") + ",,," + findings + ",Qqxz.";
  }

  private JsonNode onlyManifest() throws IOException {
    try (Stream<Path> runs = Files.list(warehouse().resolve("runs"))) {
      return new JsonMapper()
          .readTree(runs.findFirst().orElseThrow().resolve("manifest.json").toFile());
    }
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--warehouse", warehouse().toString()));
    written.reset();
    int exitCode = Main.run(all.toArray(String[]::new));
    err = written.toString(StandardCharsets.UTF_8);
    assertThat(err).doesNotContain(TEXT);
    return exitCode;
  }

  /** One line of shoken's, and no stack trace; lines with the time of day tell what runs. */
  private void assertOneLine() {
    List<String> lines = err.lines().filter(line -> !line.matches("\\d\\d:\\d\\d.*")).toList();
    assertThat(lines).as(err).hasSize(1);
    assertThat(lines.get(0)).startsWith("shoken: ");
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
