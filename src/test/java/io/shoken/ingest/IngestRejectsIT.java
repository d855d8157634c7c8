package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import io.shoken.ingest.csv.RecordReaderPropertyTest;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IngestRejectsIT extends IngestFixture {

  @Test
  void laterRowsOfAnotherTextAreRejectedWithTheRowThatStays() throws IOException {
    Path file =
        file(
            "r.csv",
            EN,
            "train_1_a_1.nii.gz,,,A.,B.",
            "train_1_a_1.nii.gz,,,A.,C.",
            "train_1_a_2.nii.gz,,,A.,C.",
            "train_1_a_3.nii.gz,,,A.,B.");
    ingest(reports(file));
    assertThat(outcome).isEqualTo(Outcome.PARTIAL);
    assertThat(rejects())
        .containsExactly(
            "3 duplicate_id differs from " + file + ", row 2, which was kept",
            "4 conflicting_text differs from " + file + ", row 2, which was kept");
    Row report = rows(Table.REPORTS, "report_id").get(0);
    assertThat(report.<String>getAs("impression_en")).isEqualTo("B.");
    assertThat(report.<String>getList(report.fieldIndex("volumes")))
        .containsExactly("train_1_a_1.nii.gz", "train_1_a_3.nii.gz");
    assertSum();
  }

  @Test
  void excludedVolumesAreCountedAndLeftOut() throws IOException {
    Path list = file("no_chest.txt", "train_1_a_1.nii.gz", "train_2_a_1", "");
    ingest(
        options(
            List.of(
                file(
                    "r.csv",
                    EN,
                    "train_1_a_1.nii.gz,,,other,",
                    "train_1_a_2.nii.gz,,,A.,",
                    "train_2_a_1.nii.gz,,,B.,",
                    "train_3_a_1.nii.gz,,,C.,x,y")),
            List.of(),
            List.of(list)));
    assertThat(manifest.counts())
        .containsEntry("in", 4L)
        .containsEntry("out", 1L)
        .containsEntry("excluded", 2L)
        .containsEntry("rejected", 1L);
    assertThat(rows(Table.REPORTS, "report_id").get(0).<String>getAs("findings_en"))
        .isEqualTo("A.");
    assertThat(rejects()).containsExactly("5 missing_column 6 fields; the header has 5");
  }

  @Test
  void aCutOffGzipStopsTheRunBeforeAnythingIsWritten() throws IOException {
    Path file = folder.resolve("r.csv.gz");
    String csv = EN + "\n" + "train_1_a_1.nii.gz,,,A.,B.\n".repeat(10_000);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 20));
    assertThatThrownBy(() -> ingest(reports(file)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageContaining("r.csv.gz: it is cut off: its gzip has no end");
    assertThat(folder.resolve("warehouse/reports")).doesNotExist();
  }

  @Test
  void missingFilesFoldersAndEmptyFilesAreNamed() throws IOException {
    assertThatThrownBy(() -> ingest(reports(folder.resolve("none.csv"))))
        .hasMessageContaining("there is no file")
        .hasMessageContaining("none.csv; check --reports");
    assertThatThrownBy(() -> ingest(reports(folder))).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> ingest(reports(file("empty.csv"))))
        .hasMessageContaining("empty.csv is empty; wanted a header");
    assertThatThrownBy(
            () ->
                ingest(
                    new IngestOptions(
                        List.of("nowhere://host/r.csv"),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())))
        .hasMessageContaining("nowhere://host/r.csv is no path or URI that can be read");
  }

  @Test
  void aFileWithOnlyAHeaderGivesNoReportAndSaysSo() throws IOException {
    Path file = file("r.csv", EN);
    ingest(reports(file));
    assertThat(outcome).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(manifest.counts()).containsEntry("in", 0L).containsEntry("reports", 0L);
    assertThat(manifest.notes()).containsEntry("files_without_rows", List.of(file.toString()));
  }

  @Test
  void theResultDoesNotDependOnPartitions() throws IOException {
    StringBuilder csv = new StringBuilder(EN).append('\n');
    for (int i = 0; i < 500; i++) {
      csv.append("train_" + i % 90 + "_a_" + i % 4 + ".nii.gz,,,text " + i % 7 + ",B.\n");
    }
    Path file = Files.writeString(folder.resolve("r.csv"), csv);
    ingest(reports(file));
    List<String> reports = json(Table.REPORTS);
    List<String> rejects = json(Table.REJECTS);
    Sparks.local().conf().set("spark.sql.shuffle.partitions", "7");
    try {
      warehouse = Warehouse.open(Sparks.local(), folder.resolve("seven").toString());
      ingest(reports(file));
    } finally {
      Sparks.local().conf().set("spark.sql.shuffle.partitions", "2");
    }
    assertThat(json(Table.REPORTS)).isEqualTo(reports);
    assertThat(json(Table.REJECTS)).isEqualTo(rejects).isNotEmpty();
    assertSum();
  }

  @Test
  void countsAddUpOnADamagedFile() throws IOException {
    java.util.Random random = new java.util.Random(5);
    byte[] csv = RecordReaderPropertyTest.sample(random).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 12; i++) {
      csv = RecordReaderPropertyTest.damage(csv, random);
    }
    Path file = folder.resolve("r.csv");
    Files.writeString(file, JA + "\n");
    Files.write(file, csv, java.nio.file.StandardOpenOption.APPEND);
    ingest(reports(file));
    assertThat(outcome).isEqualTo(Outcome.PARTIAL);
    assertThat(manifest.counts().get("out")).isGreaterThanOrEqualTo(16);
    assertSum();
  }
}
