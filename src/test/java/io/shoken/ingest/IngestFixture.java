package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import io.shoken.ingest.csv.Dialect.Escape;
import io.shoken.ingest.csv.Dialect.Separator;
import io.shoken.ingest.csv.Encoding;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Manifest;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse in a temporary folder, and what the tests of {@code ingest} do with it. */
abstract class IngestFixture {
  static final String EN =
      "VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN";
  static final String JA = "VolumeName,Findings_JPN,Impressions_JPN";

  @TempDir Path folder;
  Warehouse warehouse;
  Manifest manifest;
  Outcome outcome;
  private int runs;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.resolve("warehouse").toString());
  }

  void assertSum() {
    Map<String, Long> counts = manifest.counts();
    assertThat(counts.get("out") + counts.get("rejected") + counts.get("excluded"))
        .isEqualTo(counts.get("in"));
    assertThat(rows(Table.REJECTS, "source_row").size())
        .isEqualTo(counts.get("rejected").intValue());
  }

  void ingest(IngestOptions options) {
    ingest(options, settings(Map.of()));
  }

  void ingest(IngestOptions options, IngestSettings settings) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_800_000_000L + runs), ZoneOffset.UTC);
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(5))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, "run" + ++runs, "ingest");
      outcome = step(options, settings).run(run);
      manifest = run.commit(0, Map.of(), Map.of(), List.of());
    }
  }

  static Ingest step(IngestOptions options, IngestSettings settings) {
    return new Ingest(settings, options, Clock.systemUTC());
  }

  static IngestSettings settings(Map<String, String> columns) {
    return settings(columns, Encoding.AUTO, Separator.AUTO, Escape.DOUBLED);
  }

  static IngestSettings settings(
      Map<String, String> columns, Encoding encoding, Separator separator, Escape escape) {
    return new IngestSettings(
        columns,
        20_000,
        List.of("Not given."),
        "labels",
        Optional.empty(),
        encoding,
        separator,
        escape);
  }

  static IngestOptions reports(Path... files) {
    return options(List.of(files), List.of(), List.of());
  }

  static IngestOptions options(List<Path> reports, List<Path> labels, List<Path> excludes) {
    return new IngestOptions(
        strings(reports),
        strings(labels),
        strings(excludes),
        Optional.empty(),
        Optional.of("radiologist"));
  }

  static List<String> strings(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  static String labelHeader() {
    return "VolumeName," + String.join(",", Finding.labels());
  }

  /** A row in which Emphysema has that label and the others 0. */
  static String labelRow(String volume, String emphysema) {
    StringBuilder row = new StringBuilder(volume);
    for (Finding finding : Finding.values()) {
      row.append(',').append(finding == Finding.EMPHYSEMA ? emphysema : "0");
    }
    return row.toString();
  }

  Dataset<Row> japaneseTexts() {
    return new JapaneseTexts(warehouse, TranslationPreference.of("x", "x", "x", "x")).read();
  }

  List<Row> rows(Table table, String... order) {
    org.apache.spark.sql.Column[] columns =
        Arrays.stream(order)
            .map(org.apache.spark.sql.functions::col)
            .toArray(org.apache.spark.sql.Column[]::new);
    return warehouse.read(table).orderBy(columns).collectAsList();
  }

  List<String> rejects() {
    return rows(Table.REJECTS, "source_row").stream()
        .map(row -> row.getAs("source_row") + " " + row.getAs("cause") + " " + row.getAs("detail"))
        .toList();
  }

  List<String> json(Table table) {
    return warehouse.read(table).drop("run").toJSON().collectAsList().stream()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  static Row byKey(List<Row> rows, String column, String value) {
    return rows.stream()
        .filter(row -> row.<String>getAs(column).equals(value))
        .findFirst()
        .orElseThrow();
  }
}
