package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shoken.report.Finding;
import io.shoken.report.Hashes;
import io.shoken.report.UserException;
import io.shoken.table.JapaneseTexts;
import io.shoken.table.Lease;
import io.shoken.table.Manifest;
import io.shoken.table.Progress;
import io.shoken.table.Run;
import io.shoken.table.Sparks;
import io.shoken.table.Step.Outcome;
import io.shoken.table.Table;
import io.shoken.table.TranslationPreference;
import io.shoken.table.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {
  private static final Path REAL = Path.of("../shared/data/ct-clip-ja");
  private static final String EN =
      "VolumeName,ClinicalInformation_EN,Technique_EN,Findings_EN,Impressions_EN";
  private static final String JA = "VolumeName,Findings_JPN,Impressions_JPN";

  @TempDir Path folder;
  private Warehouse warehouse;
  private int runs;
  private Manifest manifest;
  private Outcome outcome;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.resolve("warehouse").toString());
  }

  @Test
  void volumesOfAScanFoldIntoOneReport() throws IOException {
    ingest(
        reports(
            file(
                "train_reports.csv",
                EN,
                "train_1_a_2.nii.gz,cough,contrast,\"Clear,",
                "lungs.\",Not given.",
                "train_1_a_1.nii.gz,cough,contrast,\"Clear,",
                "lungs.\",Not given.",
                "valid_2_b_1.nii.gz,,Not given.,Nodule.,Nodule.")));
    assertThat(outcome).isEqualTo(Outcome.DONE);
    List<Row> rows = rows(Table.REPORTS, "report_id");
    assertThat(rows).hasSize(2);
    Row first = rows.get(0);
    assertThat(first.<String>getAs("report_id")).isEqualTo("train_1_a");
    assertThat(first.<String>getAs("patient_id")).isEqualTo("train_1");
    assertThat(first.<String>getAs("split")).isEqualTo("train");
    assertThat(first.<String>getAs("language")).isEqualTo("en");
    assertThat(first.<String>getList(first.fieldIndex("volumes")))
        .containsExactly("train_1_a_1.nii.gz", "train_1_a_2.nii.gz");
    assertThat(first.<String>getAs("findings_en")).isEqualTo("Clear,\nlungs.");
    assertThat(first.<String>getAs("impression_en")).isNull();
    assertThat(first.<String>getAs("impression_hash")).isNull();
    assertThat(first.<String>getAs("findings_hash")).isEqualTo(Hashes.ofText("Clear,\nlungs."));
    assertThat(first.<Long>getAs("source_row")).isEqualTo(2);
    assertThat(rows.get(1).<String>getAs("split")).isEqualTo("valid");
    assertThat(rows.get(1).<String>getAs("clinical_information_en")).isNull();
    assertThat(manifest.counts())
        .containsEntry("in", 3L)
        .containsEntry("out", 3L)
        .containsEntry("folded", 1L)
        .containsEntry("reports", 2L)
        .containsEntry("rejected", 0L);
  }

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
  void japaneseOfTheTrainingShapeBecomesTranslations() throws IOException {
    ingest(
        reports(
            file(
                "train_reports_ja.csv",
                EN + ",Findings_JPN,Impressions_JPN",
                "train_1_a_1.nii.gz,,,A.,Not given.,あ。,",
                "train_2_a_1.nii.gz,,,A.,B.,い。,う。")));
    List<Row> rows = rows(Table.TRANSLATIONS, "source_hash", "section");
    assertThat(rows).hasSize(2); // one English text has one translation: the first
    Row findings = byKey(rows, "source_hash", Hashes.ofText("A."));
    assertThat(findings.<String>getAs("text_ja")).isEqualTo("あ。");
    assertThat(findings.<String>getAs("section")).isEqualTo("findings");
    assertThat(findings.<String>getAs("provider")).isEqualTo("import");
    assertThat(findings.<String>getAs("model")).isEqualTo("train_reports_ja.csv");
    assertThat(findings.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(rows(Table.REPORTS, "report_id"))
        .allSatisfy(row -> assertThat(row.<String>getAs("findings_ja")).isNull());
  }

  @Test
  void stagesOfTheValidationShapeBecomeRevisions() throws IOException {
    ingest(
        reports(
            file(
                "valid_reports_ja.csv",
                EN
                    + ",Findings_JPN_MT,Findings_JPN_Revised,Findings_JPN_Checked,"
                    + "Impressions_JPN_MT,Impressions_JPN_Revised,Impressions_JPN_Checked,"
                    + "Radiologist,Senior_Radiologist",
                "valid_1_a_1.nii.gz,,,A.,B.,機械,修正,確認,機,修,,3.0,1",
                "valid_1_a_2.nii.gz,,,A.,B.,機械,修正,確認,機,修,,3.0,1")));
    assertThat(rows(Table.TRANSLATIONS, "section")).hasSize(2);
    List<String> revisions =
        rows(Table.REVISIONS, "section", "stage").stream()
            .map(
                row ->
                    String.join(
                        " ",
                        row.<String>getAs("report_id"),
                        row.getAs("section"),
                        row.getAs("stage"),
                        row.getAs("reviewer"),
                        row.getAs("text_ja"),
                        row.<String>getAs("base_hash").substring(0, 8)))
            .toList();
    assertThat(revisions)
        .containsExactly(
            "valid_1_a findings checked 1 確認 " + Hashes.ofText("修正").substring(0, 8),
            "valid_1_a findings revised 3 修正 " + Hashes.ofText("機械").substring(0, 8),
            "valid_1_a impression revised 3 修 " + Hashes.ofText("機").substring(0, 8));
    Row text = japaneseTexts().first();
    assertThat(text.<String>getAs("text_ja")).isEqualTo("確認\n修");
  }

  @Test
  void japaneseAloneIsAReportWrittenInJapaneseWhereNoEnglishIsKnown() throws IOException {
    ingest(reports(file("hospital.csv", JA, "H-1,所見。,印象。", "H-2,所見。,")));
    List<Row> rows = rows(Table.REPORTS, "report_id");
    assertThat(rows).hasSize(2);
    Row first = rows.get(0);
    assertThat(first.<String>getAs("language")).isEqualTo("ja");
    assertThat(first.<String>getAs("patient_id")).isEqualTo("H-1");
    assertThat(first.<String>getAs("split")).isEqualTo("unsplit");
    assertThat(first.<String>getAs("findings_ja")).isEqualTo("所見。");
    assertThat(first.<String>getAs("findings_en")).isNull();
    assertThat(first.<String>getAs("findings_hash")).isEqualTo(Hashes.ofText("所見。"));
    assertThat(rows(Table.TRANSLATIONS, "section")).isEmpty();
    assertThat(japaneseTexts().count()).isEqualTo(2);
  }

  @Test
  void japaneseAloneIsATranslationWhereTheEnglishIsInTheWarehouseOrTheSameRun() throws IOException {
    Path english = file("r.csv", EN, "train_1_a_1.nii.gz,,,A.,B.", "train_2_a_1.nii.gz,,,C.,");
    Path japanese = file("j.csv", JA, "train_1_a_1.nii.gz,あ。,い。", "train_2_a_1.nii.gz,う。,え。");
    ingest(reports(english));
    ingest(reports(japanese));
    assertThat(rows(Table.REPORTS, "report_id")).hasSize(2);
    assertThat(japaneseTexts().orderBy("report_id").collectAsList())
        .extracting(row -> row.<String>getAs("text_ja"))
        .containsExactly("あ。\nい。", "う。");
    assertThat(manifest.counts()).containsEntry("translations", 3L).containsEntry("reports", 0L);

    warehouse = Warehouse.open(Sparks.local(), folder.resolve("together").toString());
    ingest(reports(japanese, english));
    assertThat(rows(Table.REPORTS, "report_id"))
        .extracting(row -> row.<String>getAs("language"))
        .containsExactly("en", "en");
    assertThat(rows(Table.TRANSLATIONS, "section")).hasSize(3);
  }

  @Test
  void aReportMayHaveTranslationsOfSeveralFiles() throws IOException {
    ingest(
        reports(
            file("r.csv", EN, "train_1_a_1.nii.gz,,,A.,"),
            file("one.csv", JA, "train_1_a_1.nii.gz,あ。,"),
            file("two.csv", JA, "train_1_a_1.nii.gz,い。,")));
    assertThat(outcome).isEqualTo(Outcome.DONE);
    assertThat(rows(Table.TRANSLATIONS, "model"))
        .extracting(row -> row.<String>getAs("model") + row.<String>getAs("text_ja"))
        .containsExactly("one.csvあ。", "two.csvい。");
  }

  @Test
  void whatTheWarehouseHasIsNotWrittenAgain() throws IOException {
    String valid = EN + ",Findings_JPN,Impressions_JPN";
    Path file = file("r.csv", valid, "train_1_a_1.nii.gz,,,A.,B.,あ。,い。");
    Path labels = file("l.csv", labelHeader(), labelRow("train_1_a_1.nii.gz", "1"));
    IngestOptions options = options(List.of(file), List.of(labels), List.of());
    ingest(options);
    ingest(options);
    assertThat(outcome).isEqualTo(Outcome.NOTHING_TO_DO);
    for (Table table : List.of(Table.REPORTS, Table.TRANSLATIONS, Table.LABELS)) {
      assertThat(warehouse.read(table).where("run = 'run2'").count()).isZero();
    }
    ingest(reports(file("r.csv", valid, "train_1_a_2.nii.gz,,,A.,B.,あ。,い。")));
    Row report = warehouse.current(Table.REPORTS, "report_id").first();
    assertThat(report.<String>getList(report.fieldIndex("volumes"))).hasSize(2);
    assertThat(manifest.counts()).containsEntry("reports", 1L).containsEntry("translations", 0L);
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
  void labelsBecomeOneRowAFinding() throws IOException {
    ingest(
        options(
            List.of(),
            List.of(
                file(
                    "train_labels.csv",
                    labelHeader(),
                    labelRow("train_1_a_1.nii.gz", "1.0"),
                    labelRow("train_1_a_2.nii.gz", "1"),
                    labelRow("train_1_a_3.nii.gz", "0"),
                    labelRow("train_2_a_1.nii.gz", "0.5"),
                    labelRow("train_3_a_1.nii.gz", ""))),
            List.of()));
    List<Row> rows = rows(Table.LABELS, "finding");
    assertThat(rows).hasSize(18);
    assertThat(byKey(rows, "finding", "Emphysema").<Integer>getAs("label")).isEqualTo(1);
    assertThat(byKey(rows, "finding", "Lung nodule").<Integer>getAs("label")).isZero();
    assertThat(rows.get(0).<String>getAs("label_source")).isEqualTo("radiologist");
    assertThat(rejects())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("4 conflicting_label differs from ");
    assertThat(rejects().subList(1, 3))
        .containsExactly(
            "5 bad_label Emphysema is 0.5; wanted 0 or 1",
            "6 bad_label Emphysema is empty; wanted 0 or 1");
    assertThat(manifest.notes()).containsEntry("labelled_scans_without_report", 1L);
    assertSum();
  }

  @Test
  void textsAndPatientsInSeveralSplitsAreNoted() throws IOException {
    Path file =
        file(
            "r.csv",
            "Patient," + EN,
            "p1,train_1_a_1.nii.gz,,,Same.,",
            "p1,valid_1_a_1.nii.gz,,,Same.,",
            "p2,valid_2_a_1.nii.gz,,,Other.,");
    ingest(reports(file), settings(Map.of("patient", "Patient")));
    assertThat(manifest.notes())
        .containsEntry("texts_in_several_splits", 1L)
        .containsEntry("patients_in_several_splits", 1L);
    assertThat(rows(Table.REPORTS, "report_id").get(0).<String>getAs("patient_id")).isEqualTo("p1");
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
  void theFingerprintFollowsContentAndSettings() throws IOException {
    Path file = file("r.csv", EN, "train_1_a_1.nii.gz,,,A.,");
    List<String> before = step(reports(file), IngestSettings.defaults()).fingerprint(warehouse);
    assertThat(step(reports(file), IngestSettings.defaults()).fingerprint(warehouse))
        .isEqualTo(before);
    assertThat(step(reports(file), settings(Map.of("technique-en", ""))).fingerprint(warehouse))
        .isNotEqualTo(before);
    file("r.csv", EN, "train_1_a_1.nii.gz,,,B.,");
    assertThat(step(reports(file), IngestSettings.defaults()).fingerprint(warehouse))
        .isNotEqualTo(before);
  }

  @Test
  void readsTheRealReports() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "the real reports are not here");
    ingest(
        options(
            List.of(REAL.resolve("train_reports.csv"), REAL.resolve("train_reports_ja.csv")),
            List.of(REAL.resolve("train_labels.csv")),
            List.of()));
    assertThat(outcome).isEqualTo(Outcome.DONE);
    assertThat(rows(Table.REPORTS, "report_id")).hasSize(800);
    assertThat(warehouse.read(Table.LABELS).count()).isEqualTo(800 * 18);
    assertThat(japaneseTexts().count()).isEqualTo(800);
    assertThat(manifest.counts()).containsEntry("in", 2400L).containsEntry("rejected", 0L);
    assertSum();
  }

  private void assertSum() {
    Map<String, Long> counts = manifest.counts();
    assertThat(counts.get("out") + counts.get("rejected") + counts.get("excluded"))
        .isEqualTo(counts.get("in"));
    assertThat(rows(Table.REJECTS, "source_row").size())
        .isEqualTo(counts.get("rejected").intValue());
  }

  private void ingest(IngestOptions options) {
    ingest(options, IngestSettings.defaults());
  }

  private void ingest(IngestOptions options, IngestSettings settings) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_800_000_000L + runs), ZoneOffset.UTC);
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(5))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, "run" + ++runs, "ingest");
      outcome = step(options, settings).run(run);
      manifest = run.commit(0, Map.of(), Map.of(), List.of());
    }
  }

  private static Ingest step(IngestOptions options, IngestSettings settings) {
    return new Ingest(settings, options, Clock.systemUTC());
  }

  private static IngestSettings settings(Map<String, String> columns) {
    IngestSettings defaults = IngestSettings.defaults();
    return new IngestSettings(
        columns,
        defaults.maxTextChars(),
        defaults.notGiven(),
        defaults.labelSource(),
        defaults.importModel());
  }

  private static IngestOptions reports(Path... files) {
    return options(List.of(files), List.of(), List.of());
  }

  private static IngestOptions options(List<Path> reports, List<Path> labels, List<Path> excludes) {
    return new IngestOptions(
        strings(reports),
        strings(labels),
        strings(excludes),
        Optional.empty(),
        Optional.of("radiologist"));
  }

  private static List<String> strings(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String labelHeader() {
    return "VolumeName," + String.join(",", Finding.labels());
  }

  /** A row in which Emphysema has that label and the others 0. */
  private static String labelRow(String volume, String emphysema) {
    StringBuilder row = new StringBuilder(volume);
    for (Finding finding : Finding.values()) {
      row.append(',').append(finding == Finding.EMPHYSEMA ? emphysema : "0");
    }
    return row.toString();
  }

  private Dataset<Row> japaneseTexts() {
    return new JapaneseTexts(warehouse, new TranslationPreference("x", "x", "x", "x")).read();
  }

  private List<Row> rows(Table table, String... order) {
    org.apache.spark.sql.Column[] columns =
        Arrays.stream(order)
            .map(org.apache.spark.sql.functions::col)
            .toArray(org.apache.spark.sql.Column[]::new);
    return warehouse.read(table).orderBy(columns).collectAsList();
  }

  private List<String> rejects() {
    return rows(Table.REJECTS, "source_row").stream()
        .map(row -> row.getAs("source_row") + " " + row.getAs("cause") + " " + row.getAs("detail"))
        .toList();
  }

  private List<String> json(Table table) {
    return warehouse.read(table).drop("run").toJSON().collectAsList().stream()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Row byKey(List<Row> rows, String column, String value) {
    return rows.stream()
        .filter(row -> row.<String>getAs(column).equals(value))
        .findFirst()
        .orElseThrow();
  }
}
