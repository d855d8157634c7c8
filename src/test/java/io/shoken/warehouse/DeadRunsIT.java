package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.console.Progress;
import io.shoken.testkit.Sparks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadRunsIT {
  @TempDir Path folder;
  private Warehouse warehouse;
  private Lease lease;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
    lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(2));
  }

  @AfterEach
  void close() {
    lease.close();
  }

  @Test
  void whatADeadRunWroteIsRemoved() throws Exception {
    begin("dead", "ingest").write(Table.LABELS, labels());
    write("runs/dead/.manifest.json.0b9d7c1e-55aa-4e0f-9d43-8f0a64c6f001", "{");
    begin("next", "ingest");
    assertThat(folder.resolve("labels/run=dead")).doesNotExist();
    assertThat(folder.resolve("runs/dead")).doesNotExist();
  }

  @Test
  void whatNoRunOfOursBeganStays() throws Exception {
    write("runs/exp1/events.out.tfevents", "a week of training");
    write("runs/exp2/begun.json", "{\"run_id\":\"another\",\"command\":\"x\"}");
    write("labels/run=mine/part-00000.parquet", "mine");
    write("labels/notes.txt", "mine");
    begin("next", "ingest");
    assertThat(folder.resolve("runs/exp1/events.out.tfevents")).exists();
    assertThat(folder.resolve("runs/exp2/begun.json")).exists();
    assertThat(folder.resolve("labels/run=mine/part-00000.parquet")).exists();
    assertThat(folder.resolve("labels/notes.txt")).exists();
  }

  @Test
  void aForeignFileInADeadRunsFolderKeepsIt() throws Exception {
    begin("dead", "ingest").write(Table.LABELS, labels());
    write("labels/run=dead/notes.txt", "mine");
    begin("next", "ingest");
    assertThat(folder.resolve("labels/run=dead/notes.txt")).exists();
    Run again = begin("dead", "ingest");
    assertThat(again.id()).isEqualTo("dead.2");
    again.write(Table.LABELS, labels());
    again.commit(0, Map.of(), Map.of(), List.of());
    assertThat(warehouse.read(Table.LABELS).count()).isEqualTo(1);
    assertThat(warehouse.committed("dead").orElseThrow().runId()).isEqualTo("dead.2");
  }

  @Test
  void paidRowsStayUntilTheyAreTakenOver() throws Exception {
    write("runs/paid/begun.json", "{\"run_id\":\"paid\",\"command\":\"translate\"}");
    write("translations/run=paid/part-00000.zstd.parquet", "rows");
    write("translations/run=unmarked/part-00000.zstd.parquet", "rows");
    begin("next", "ingest");
    assertThat(folder.resolve("translations/run=paid/part-00000.zstd.parquet")).exists();
    assertThat(warehouse.hasLost(Table.TRANSLATIONS)).isTrue();
    warehouse.removeLost(Table.TRANSLATIONS);
    assertThat(folder.resolve("translations/run=paid")).doesNotExist();
    assertThat(folder.resolve("runs/paid")).doesNotExist();
    assertThat(folder.resolve("translations/run=unmarked/part-00000.zstd.parquet")).exists();
  }

  @Test
  void importedTranslationsOfADeadIngestAreRemoved() throws Exception {
    write("runs/dead/begun.json", "{\"run_id\":\"dead\",\"command\":\"ingest\"}");
    write("translations/run=dead/part-00000.zstd.parquet", "rows");
    begin("next", "ingest");
    assertThat(folder.resolve("translations/run=dead")).doesNotExist();
  }

  private Run begin(String id, String command) {
    return Run.begin(warehouse, lease, Progress.SILENT, Clock.systemUTC(), id, command);
  }

  private static Dataset<Row> labels() {
    Row row = RowFactory.create("r1", "Lung nodule", 1, "test");
    return Sparks.local().createDataFrame(List.of(row), Table.LABELS.schema());
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), content);
  }
}
