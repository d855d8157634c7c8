package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.console.Progress;
import io.shoken.core.UserException;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TestRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseIT {
  private static final Duration TERM = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Warehouse warehouse;
  private Clock clock = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
  }

  @Test
  void everyTableRoundTripsThroughParquetAsItsSchemaSays() {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      Run run = begin(lease, "all");
      for (Table table : Table.values()) {
        run.write(table, Sparks.local().createDataFrame(List.of(), table.schema()));
      }
      commit(run);
    }
    for (Table table : Table.values()) {
      assertThat(warehouse.read(table).drop("run").schema().simpleString())
          .isEqualTo(table.schema().simpleString());
    }
  }

  @Test
  void aRunThatWasNotCommittedIsInvisibleAndRemovedByTheNext() {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      begin(lease, "dead").write(Table.LABELS, labels("r1", 1));
      assertThat(warehouse.read(Table.LABELS).count()).isZero();
      Run next = begin(lease, "next");
      assertThat(folder.resolve("labels/run=dead")).doesNotExist();
      next.write(Table.LABELS, labels("r2", 0));
      commit(next);
    }
    assertThat(warehouse.read(Table.LABELS).count()).isEqualTo(1);
  }

  @Test
  void theNewestCommittedRowOfAKeyIsTheCurrentOne() {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      Run first = begin(lease, "b-first");
      first.write(Table.LABELS, labels("r1", 0));
      commit(first);
      clock = Clock.offset(clock, Duration.ofSeconds(1));
      Run second = begin(lease, "a-second");
      second.write(Table.LABELS, labels("r1", 1));
      commit(second);
    }
    Row current = warehouse.current(Table.LABELS, "report_id", "finding").first();
    assertThat((int) current.getAs("label")).isEqualTo(1);
    assertThat(warehouse.runsOf(Table.LABELS)).containsExactly("b-first", "a-second");
  }

  @Test
  void readsRunIdsThatLookLikeNumbersAsText() {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      Run run = begin(lease, "20261101");
      run.write(Table.LABELS, labels("r1", 0));
      commit(run);
    }
    assertThat(warehouse.read(Table.LABELS).first().<String>getAs("run")).isEqualTo("20261101");
  }

  @Test
  void aSecondWriterIsRefusedWhileTheLeaseIsHeld() throws Exception {
    long alive = ProcessHandle.current().pid();
    try (Lease held = Lease.acquire(warehouse, clock, TERM)) {
      held.ensureHeld();
      assertThatThrownBy(() -> Lease.acquire(warehouse, clock, TERM))
          .isInstanceOfSatisfying(
              UserException.class,
              e -> assertThat(e.kind()).isEqualTo(UserException.Kind.TRY_LATER))
          .hasMessageContaining("being written by process " + alive);
    }
    assertThat(folder.resolve("_lease.json")).doesNotExist();
  }

  @Test
  void aLeaseOfAProcessThatIsNoMoreIsTakenOverAtOnce() throws Exception {
    Lease.acquire(warehouse, clock, TERM); // never closed: stands for a process that was killed
    Path file = folder.resolve("_lease.json");
    Files.writeString(
        file, Files.readString(file).replaceAll("\"pid\":\\d+", "\"pid\":" + Integer.MAX_VALUE));
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      lease.ensureHeld();
    }
  }

  @Test
  void aLeaseOfAnotherMachineIsTakenOverAfterItsTerm() throws Exception {
    Files.writeString(
        folder.resolve("_lease.json"),
        "{\"owner\":\"x\",\"machine\":\"elsewhere/1\",\"pid\":1,\"processStart\":\"\","
            + "\"expiresAt\":\"2026-11-01T10:01:00Z\"}");
    assertThatThrownBy(() -> Lease.acquire(warehouse, clock, TERM))
        .hasMessageContaining("elsewhere");
    try (Lease lease = Lease.acquire(warehouse, Clock.offset(clock, TERM), TERM)) {
      lease.ensureHeld();
    }
  }

  @Test
  void aRunThatLostItsLeaseCommitsNothing() throws Exception {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      Run run = begin(lease, "loser");
      run.write(Table.LABELS, labels("r1", 1));
      Path file = folder.resolve("_lease.json");
      Files.writeString(
          file, Files.readString(file).replaceAll("\"owner\":\"[^\"]*", "\"owner\":\"y"));
      assertThatThrownBy(() -> commit(run)).hasMessageContaining("lost the warehouse's lease");
    }
    assertThat(warehouse.isCommitted("loser")).isFalse();
  }

  @Test
  void checkedTextComesBeforeRevisedBeforeTranslated() {
    try (Lease lease = Lease.acquire(warehouse, clock, TERM)) {
      Run run = begin(lease, "r");
      run.write(
          Table.REPORTS,
          rows(
              Table.REPORTS,
              report("a", "h1", "h2"),
              report("b", "h1", null),
              report("c", null, null)));
      run.write(
          Table.TRANSLATIONS,
          rows(
              Table.TRANSLATIONS,
              translation("k1", "h1", "sandbox", "older", "2026-01-02T00:00:00Z"),
              translation("k2", "h1", "import", "imported", "2026-01-01T00:00:00Z"),
              translation("k3", "h2", "openai", "mine", "2026-01-01T00:00:00Z"),
              translation("k4", "h2", "import", "imported", "2026-01-03T00:00:00Z")));
      run.write(
          Table.REVISIONS,
          rows(
              Table.REVISIONS,
              revision("b", "revised", "by the first", "2026-02-02T00:00:00Z"),
              revision("b", "checked", "by the second", "2026-02-01T00:00:00Z")));
      commit(run);
    }
    Dataset<Row> texts =
        new JapaneseTexts(warehouse, TranslationPreference.of("openai", "m", "p", "{}"))
            .read()
            .orderBy("report_id");
    List<Row> read = texts.collectAsList();
    assertThat(read).hasSize(2);
    assertThat(read.get(0).<String>getAs("text_ja")).isEqualTo("imported\nmine");
    assertThat(read.get(0).<String>getAs("findings_source")).isEqualTo("import");
    assertThat(read.get(0).<String>getAs("impression_source")).isEqualTo("current");
    assertThat(read.get(1).<String>getAs("text_ja")).isEqualTo("by the second");
    assertThat(read.get(1).<String>getAs("impression_source")).isNull();
  }

  private Run begin(Lease lease, String id) {
    return Run.begin(warehouse, lease, Progress.SILENT, clock, id, "test");
  }

  private static void commit(Run run) {
    run.commit(0, Map.of(), Map.of(), List.of());
  }

  private static Dataset<Row> labels(String reportId, int label) {
    return rows(Table.LABELS, RowFactory.create(reportId, "Lung nodule", label, "test"));
  }

  private static Row report(String id, String findingsHash, String impressionHash) {
    return TestRows.report(id, "f", "i", findingsHash, impressionHash);
  }

  private static Row translation(
      String key, String hash, String provider, String text, String createdAt) {
    return RowFactory.create(
        key,
        hash,
        "findings",
        provider,
        "m",
        "p",
        "{}",
        "translated",
        text,
        null,
        null,
        null,
        false,
        "stop",
        1L,
        0L,
        1L,
        0L,
        0.0,
        1,
        1L,
        java.sql.Timestamp.from(Instant.parse(createdAt)));
  }

  private static Row revision(String report, String stage, String text, String at) {
    return RowFactory.create(
        report,
        "findings",
        stage,
        "x",
        text,
        null,
        null,
        null,
        1L,
        java.sql.Timestamp.from(Instant.parse(at)));
  }

  private static Dataset<Row> rows(Table table, Row... rows) {
    // Columns that a row of the test leaves out at its end are null.
    List<Row> whole =
        Arrays.stream(rows)
            .map(row -> (GenericRow) row)
            .map(row -> RowFactory.create(Arrays.copyOf(row.values(), table.schema().size())))
            .toList();
    return Sparks.local().createDataFrame(whole, table.schema());
  }
}
