package io.shoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shoken.core.Hashes;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IngestIT extends IngestFixture {
  private static final Path REAL = Path.of("../shared/data/ct-clip-ja");

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
  void japaneseOfTheTrainingShapeBecomesTranslations() throws IOException {
    ingest(
        reports(
            file(
                "train_reports_ja.csv",
                EN + ",Findings_JPN,Impressions_JPN",
                "train_1_a_1.nii.gz,,,A.,Not given.,あ。,え。",
                "train_2_a_1.nii.gz,,,A.,B.,い。,う。")));
    List<Row> rows = rows(Table.TRANSLATIONS, "source_hash", "section");
    assertThat(rows).hasSize(2); // one English text has one translation: the first
    Row findings = byKey(rows, "source_hash", Hashes.ofText("A."));
    assertThat(findings.<String>getAs("text_ja")).isEqualTo("あ。");
    assertThat(findings.<String>getAs("section")).isEqualTo("findings");
    assertThat(findings.<String>getAs("provider")).isEqualTo("import");
    assertThat(findings.<String>getAs("model")).isEqualTo("train_reports_ja.csv");
    assertThat(findings.<String>getAs("outcome")).isEqualTo("translated");
    assertThat(manifest.notes().get("japanese_without_english")).isEqualTo(1L);
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
  void theFingerprintFollowsContentAndSettings() throws IOException {
    Path file = file("r.csv", EN, "train_1_a_1.nii.gz,,,A.,");
    List<String> before = step(reports(file), settings(Map.of())).fingerprint(warehouse);
    assertThat(step(reports(file), settings(Map.of())).fingerprint(warehouse)).isEqualTo(before);
    assertThat(step(reports(file), settings(Map.of("technique-en", ""))).fingerprint(warehouse))
        .isNotEqualTo(before);
    file("r.csv", EN, "train_1_a_1.nii.gz,,,B.,");
    assertThat(step(reports(file), settings(Map.of())).fingerprint(warehouse)).isNotEqualTo(before);
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
}
