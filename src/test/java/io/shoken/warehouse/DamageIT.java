package io.shoken.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.shoken.console.Progress;
import io.shoken.core.UserException;
import io.shoken.testkit.Sparks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged, cut off, missing or no file is refused by name, never read in silence. */
class DamageIT {
  @TempDir Path parent;
  private Path folder;
  private Path part;
  private Path manifest;

  @BeforeEach
  void fill() throws IOException {
    folder = parent.resolve("w [1] {a} 100% #2?*^");
    Warehouse warehouse = open();
    try (Lease lease = Lease.acquire(warehouse, Clock.systemUTC(), Duration.ofMinutes(2))) {
      for (String id : List.of("one", "two")) {
        Run run = Run.begin(warehouse, lease, Progress.SILENT, Clock.systemUTC(), id, "ingest");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          rows.add(RowFactory.create(id + i, "Lung nodule", i % 2, "test"));
        }
        run.write(
            Table.LABELS,
            Sparks.local().createDataFrame(rows, Table.LABELS.schema()).repartition(2));
        run.commit(0, Map.of(), Map.of(), List.of());
      }
    }
    try (Stream<Path> files = Files.list(folder.resolve("labels/run=one"))) {
      part =
          files.filter(f -> f.toString().endsWith(".parquet")).sorted().findFirst().orElseThrow();
    }
    manifest = folder.resolve("runs/one/manifest.json");
  }

  @Test
  void aWarehouseOfAnyNameIsReadBack() {
    assertThat(open().read(Table.LABELS).count()).isEqualTo(40);
  }

  @Test
  void aPartThatIsCutOffIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(part);
    for (int length : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
      Files.write(part, Arrays.copyOf(whole, length));
      refused(part.getFileName() + " is no Parquet file, or is damaged or cut off");
    }
  }

  @Test
  void aPartWithAnotherFooterIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(part);
    Arrays.fill(bytes, bytes.length - 60, bytes.length - 8, (byte) 0xff);
    Files.write(part, bytes);
    refused(part.getFileName() + " is no Parquet file");
  }

  @Test
  void aMissingPartShowsInTheNumberOfRows() throws IOException {
    Files.delete(part);
    refused("holds 10 rows, and the run's manifest says 20");
  }

  @Test
  void aMissingFolderIsNamed() throws IOException {
    io.shoken.core.Folders.delete(part.getParent());
    refused("labels/run=one is missing");
  }

  @Test
  @Timeout(60)
  void aPipeAndASparseGiantAndALinkToTheRootAreRefusedAtOnce() throws Exception {
    Path odd = part.resolveSibling("part-99999.parquet");
    assumeThat(new ProcessBuilder("mkfifo", odd.toString()).start().waitFor()).isZero();
    refused("is no regular file");
    Files.delete(odd);
    try (RandomAccessFile giant = new RandomAccessFile(odd.toFile(), "rw")) {
      giant.setLength(1L << 42);
    }
    refused("is no Parquet file");
    Files.delete(odd);
    Files.createSymbolicLink(odd, Path.of("/"));
    refused("is a link to a folder");
  }

  @Test
  void aManifestOfAnotherShapeIsNamed() throws IOException {
    String whole = Files.readString(manifest);
    for (String damaged :
        List.of(
            "",
            "{",
            "{}",
            "null",
            "[]",
            "7",
            whole.substring(0, whole.length() / 2),
            whole.replaceFirst("\"started_at\" : \"[^\"]*\"", "\"started_at\" : \"yesterday\""),
            whole.replaceFirst("\"finished_at\" : \"[^\"]*\"", "\"finished_at\" : null"),
            whole.replace("\"run_id\" : \"one\"", "\"run_id\" : \"two\""),
            whole.replace("\"labels\" : 20", "\"labels\" : null"),
            whole.replace("\"labels\" : 20", "\"labels\" : \"many\""))) {
      assertThat(damaged).isNotEqualTo(whole);
      Files.writeString(manifest, damaged);
      refused("runs/one/manifest.json is damaged; restore it from a copy");
    }
  }

  @Test
  void aViewShowsTheOtherRunsAndTellsWhatItLeftOut() throws IOException {
    Files.writeString(manifest, "{}");
    Warehouse warehouse = open();
    warehouse.leaveOutDamaged();
    assertThat(warehouse.manifests()).extracting(Manifest::runId).containsExactly("two");
    assertThat(warehouse.read(Table.LABELS).count()).isEqualTo(20);
    assertThat(warehouse.damaged()).singleElement().asString().contains("runs/one/manifest.json");
  }

  @Test
  void aFolderInTheLeasesPlaceIsNoOtherRun() throws IOException {
    Files.createDirectory(folder.resolve("_lease.json"));
    assertThatThrownBy(() -> Lease.acquire(open(), Clock.systemUTC(), Duration.ofMinutes(2)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageContaining("_lease.json is no regular file, but a folder");
  }

  @Test
  void anOldLeaseThatCannotBeReadIsTakenOver() throws IOException {
    for (String damaged : List.of("{}", "null", "{\"expiresAt\":\"soon\"}", "")) {
      Files.writeString(folder.resolve("_lease.json"), damaged);
      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
      try (Lease lease = Lease.acquire(open(), later, Duration.ofMinutes(2))) {
        lease.ensureHeld();
      }
    }
  }

  @Test
  void aFileInATablesPlaceIsNamed() throws IOException {
    Files.writeString(folder.resolve("tokens"), "x");
    assertThatThrownBy(
            () -> {
              try (Lease lease = Lease.acquire(open(), Clock.systemUTC(), Duration.ofMinutes(2))) {
                Run.begin(open(), lease, Progress.SILENT, Clock.systemUTC(), "x", "ingest")
                    .write(
                        Table.TOKENS,
                        Sparks.local().createDataFrame(List.of(), Table.TOKENS.schema()));
              }
            })
        .hasMessageContaining("tokens is no folder");
  }

  private Warehouse open() {
    return Warehouse.open(Sparks.local(), folder.toString());
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> open().read(Table.LABELS).count())
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageContaining(reason);
  }
}
