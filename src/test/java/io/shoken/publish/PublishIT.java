package io.shoken.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.UserException;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TableRows;
import io.shoken.testkit.TestWarehouse;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishIT {
  private static final List<String> ENGLISH_COLUMNS =
      List.of(
          "VolumeName", "ClinicalInformation_EN", "Technique_EN", "Findings_EN", "Impressions_EN");

  /** Quotes, a line feed, a separator, a formula, a script and a right-to-left mark. */
  private static final String HOSTILE = "=1+1, \"a\"\n</script>\u202e\u80f8\u6c34\u3002";

  private static final String MACHINE = "\u5de6\u80ba\u306b\u7d50\u7bc0\u3002";
  private static final String REVISED = "\u5de6\u80ba\u306b\u7d50\u7bc0\u5f71\u3002";
  private static final String CHECKED = "\u5de6\u80ba\u306b\u5c0f\u7d50\u7bc0\u5f71\u3002";

  @TempDir Path folder;
  private TestWarehouse warehouse;
  private Path out;

  @BeforeEach
  void givenReports() throws IOException {
    warehouse = new TestWarehouse(folder.resolve("warehouse"));
    out = folder.resolve("published");
    warehouse.run(
        new TableRows()
            .with(
                Table.REPORTS,
                report("train_1_a", "train", "secret findings", "f1", 1),
                report("valid_1_a", "valid", "other findings", "f2", 1))
            .with(
                Table.TRANSLATIONS,
                translation("f1", HOSTILE, true),
                translation("f2", MACHINE, false))
            .with(
                Table.REVISIONS,
                revision("revised", "dr-abe", REVISED),
                revision("checked", "dr-ito", CHECKED))
            .with(Table.LABELS, label("train_1_a", 1), label("valid_1_a", 0)));
  }

  @Test
  void writesTheColumnsOfCtRateJpnInTheirOrder() throws IOException {
    publish(false);
    assertThat(header("train_reports_ja.csv"))
        .startsWith(ENGLISH_COLUMNS.toArray(String[]::new))
        .endsWith("Findings_JPN", "Impressions_JPN")
        .hasSize(7);
    assertThat(header("valid_reports_ja.csv"))
        .startsWith(ENGLISH_COLUMNS.toArray(String[]::new))
        .endsWith(
            "Findings_JPN_MT",
            "Findings_JPN_Revised",
            "Findings_JPN_Checked",
            "Impressions_JPN_MT",
            "Impressions_JPN_Revised",
            "Impressions_JPN_Checked",
            "Radiologist",
            "Senior_Radiologist");
  }

  @Test
  void keepsMachineRevisedAndCheckedTextApart() throws IOException {
    publish(false);
    CSVRecord valid = csv("valid_reports_ja.csv").get(0);
    assertThat(valid.get("Findings_JPN_MT")).isEqualTo(MACHINE);
    assertThat(valid.get("Findings_JPN_Revised")).isEqualTo(REVISED);
    assertThat(valid.get("Findings_JPN_Checked")).isEqualTo(CHECKED);
    Row row = parquet("valid").get(0);
    assertThat(row.<String>getAs("findings_ja")).isEqualTo(CHECKED);
    assertThat(row.<String>getAs("findings_ja_source")).isEqualTo("checked");
    assertThat(row.<Integer>getAs("Cardiomegaly")).isZero();
    Row train = parquet("train").get(0);
    assertThat(train.<String>getAs("findings_ja_source")).isEqualTo("machine");
    assertThat(train.<Boolean>getAs("findings_doubtful")).isTrue();
    assertThat(train.<Integer>getAs("Cardiomegaly")).isEqualTo(1);
  }

  @Test
  void leavesOutTheEnglishAndTheNamesOfReviewers() throws IOException {
    publish(false);
    for (Path file : files()) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain("secret findings", "other findings", "dr-abe", "dr-ito");
    }
    assertThat(csv("valid_reports_ja.csv").get(0).get("Radiologist")).isEqualTo("0");
  }

  @Test
  void writesHostileTextAsItIs() throws IOException {
    publish(false);
    assertThat(csv("train_reports_ja.csv").get(0).get("Findings_JPN")).isEqualTo(HOSTILE);
    assertThat(parquet("train").get(0).<String>getAs("findings_ja")).isEqualTo(HOSTILE);
    assertThat(Files.readString(out.resolve("README.md"))).doesNotContain("</script>");
  }

  @Test
  void listsEveryFileWithItsHashAndHasNothingToDoTwice() throws IOException {
    publish(false);
    List<String> lines = Files.readAllLines(out.resolve("SHA256SUMS"));
    assertThat(lines).hasSize(files().size() - 1);
    for (String line : lines) {
      assertThat(Checksums.of(out.resolve(line.substring(66)))).isEqualTo(line.substring(0, 64));
    }
    assertThat(warehouse.run(step(false))).isEqualTo(Step.Outcome.NOTHING_TO_DO);
  }

  @Test
  void countsWhatWasRevisedAndByWhatItWasTranslated() throws IOException {
    publish(false);
    JsonNode provenance = new ObjectMapper().readTree(out.resolve("provenance.json").toFile());
    JsonNode model = provenance.path("models").get(0);
    assertThat(model.path("model").asText()).isEqualTo("gpt-x");
    assertThat(model.path("parameters").asText()).isEqualTo("{\"temperature\":0}");
    assertThat(model.path("texts").asInt()).isEqualTo(2);
    assertThat(model.path("from").asText()).isEqualTo("2026-11-01");
    assertThat(provenance.path("sections").findValuesAsText("checked")).contains("1", "0");
  }

  @Test
  void leavesFilesOfOthersAlone() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> publish(false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds files that publish did not write");
    assertThat(files()).containsExactly(out.resolve("thesis.txt"));
  }

  @Test
  void joinsTheEnglishBackWhereTheTextIsTheSame() throws IOException {
    publish(false);
    TestWarehouse holder = new TestWarehouse(folder.resolve("holder"));
    holder.run(
        new TableRows()
            .with(
                Table.REPORTS,
                report("train_1_a", "train", "secret findings", "f1", 1),
                report("valid_1_a", "valid", "changed since", "changed", 1)));
    Path full = folder.resolve("full");
    assertThat(holder.run(new SourceJoin(out, full))).isEqualTo(Step.Outcome.PARTIAL);
    out = full;
    assertThat(csv("train_reports_ja.csv").get(0).get("Findings_EN")).isEqualTo("secret findings");
    assertThat(csv("train_reports_ja.csv").get(0).get("Findings_JPN")).isEqualTo(HOSTILE);
    assertThat(csv("valid_reports_ja.csv").get(0).get("Findings_EN")).isEmpty();
  }

  @Test
  void joinsNothingToAFileThatWasChanged() throws IOException {
    publish(false);
    Path file = out.resolve("data/train.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> warehouse.run(new SourceJoin(out, folder.resolve("full"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not the file that SHA256SUMS names");
  }

  private void publish(boolean withSource) {
    assertThat(warehouse.run(step(withSource))).isEqualTo(Step.Outcome.DONE);
  }

  private Publish step(boolean withSource) {
    return new Publish(
        new PublishOptions(out, "CC-BY-4.0", withSource, Optional.empty(), Optional.empty()),
        new PublishSettings(
            "Reports: \"in Japanese\"",
            "1.0.0",
            List.of("A"),
            new PublishSettings.Source(
                Optional.of("source"),
                Optional.of("CC-BY-4.0"),
                Optional.empty(),
                Optional.empty(),
                false)),
        TestWarehouse.ANY,
        "1");
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(out)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<String> header(String file) throws IOException {
    return List.of(Files.readAllLines(out.resolve(file)).get(0).split(",", -1));
  }

  private List<CSVRecord> csv(String file) throws IOException {
    try (Reader in = Files.newBufferedReader(out.resolve(file))) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(in)
          .getRecords();
    }
  }

  private List<Row> parquet(String split) {
    return Sparks.local()
        .read()
        .parquet(out.resolve("data/" + split + ".parquet").toString())
        .collectAsList();
  }

  private static String report(String id, String split, String findings, String hash, int row) {
    return """
    {"report_id":"%s","split":"%s","language":"en","volumes":["%s_1.nii.gz"],"findings_en":"%s",
     "findings_hash":"%s","source_file":"f","source_row":%d}\
    """
        .formatted(id, split, id, findings, hash, row)
        .replace("\n", "");
  }

  private static String translation(String hash, String text, boolean doubtful) throws IOException {
    return """
    {"translation_key":"k%s","source_hash":"%s","section":"findings","outcome":"translated",
     "provider":"openai","model":"gpt-x","prompt_id":"p@1","parameters":"{\\"temperature\\":0}","text_ja":%s,"doubtful":%s,
     "created_at":"2026-11-01T10:00:00Z"}\
    """
        .formatted(hash, hash, new ObjectMapper().writeValueAsString(text), doubtful)
        .replace("\n", "");
  }

  private static String revision(String stage, String reviewer, String text) {
    return """
    {"report_id":"valid_1_a","section":"findings","stage":"%s","reviewer":"%s","text_ja":"%s",
     "reviewed_at":"2026-11-02T10:00:00Z"}\
    """
        .formatted(stage, reviewer, text)
        .replace("\n", "");
  }

  private static String label(String id, int label) {
    return "{\"report_id\":\"%s\",\"finding\":\"Cardiomegaly\",\"label\":%d,\"label_source\":\"l\"}"
        .formatted(id, label);
  }
}
