package io.shoken.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.review.ReviewImport.ImportOptions;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TestRows;
import io.shoken.testkit.TestWarehouse;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE = "</script><b>\u202e\u0000=1+1\u3002";
  private static final int REPORTS = 8;

  @TempDir Path folder;
  private TestWarehouse job;
  private Clock clock = Clock.systemUTC();

  @BeforeEach
  void reportsWithTranslations() {
    job = new TestWarehouse(folder.resolve("warehouse"));
    List<Row> reports = new ArrayList<>();
    List<Row> translations = new ArrayList<>();
    for (int i = 0; i < REPORTS; i++) {
      String source = "A nodule of " + (i + 2) + " mm is seen in the left lung.";
      reports.add(TestRows.report("r" + i, source, null));
      translations.add(translation(source, japanese(i), i == 3));
    }
    write(Table.REPORTS, reports);
    write(Table.TRANSLATIONS, translations);
  }

  private static String japanese(int i) {
    String text =
        "\u5de6\u80ba\u306b" + (i + 2) + " mm\u306e\u7d50\u7bc0\u3092\u8a8d\u3081\u308b\u3002";
    return i == 0 ? text + HOSTILE : text;
  }

  private static Row translation(String source, String text, boolean rejected) {
    Object[] values = new Object[Table.TRANSLATIONS.schema().size()];
    values[at("translation_key")] = Hashes.ofText("key" + source);
    values[at("source_hash")] = Hashes.ofText(source);
    values[at("section")] = "findings";
    values[at("provider")] = "sandbox";
    values[at("outcome")] = rejected ? "rejected" : "translated";
    values[at("text_ja")] = rejected ? null : text;
    values[at("rejected_text")] = rejected ? text : null;
    values[at("created_at")] = new Timestamp(0);
    return RowFactory.create(values);
  }

  private static int at(String column) {
    return Table.TRANSLATIONS.schema().fieldIndex(column);
  }

  private void write(Table table, List<Row> rows) {
    job.run(
        new Step() {
          @Override
          public String command() {
            return "test";
          }

          @Override
          public List<String> fingerprint(Warehouse warehouse) {
            return List.of();
          }

          @Override
          public Outcome run(Run run) {
            run.write(table, Sparks.local().createDataFrame(rows, table.schema()));
            return Outcome.DONE;
          }
        });
  }

  private Path export(
      String stage, int overlap, int attention, boolean pairs, String... reviewers) {
    Path out = folder.resolve(stage + pairs + attention);
    new ReviewExport(
            job.warehouse(),
            TestWarehouse.ANY,
            new ExportOptions(
                out,
                6,
                Optional.of("train"),
                stage,
                List.of(reviewers),
                overlap,
                7,
                pairs,
                attention,
                Optional.empty(),
                "en",
                false,
                List.of()),
            clock,
            table -> {})
        .run();
    return out;
  }

  /** What the page of a reviewer holds. */
  private static JsonNode page(Path out, String reviewer) throws IOException {
    String html = Files.readString(out.resolve(reviewer + ".html"));
    Matcher json =
        Pattern.compile("id=\"shoken-review\"[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(json.find()).isTrue();
    return JSON.readTree(json.group(1));
  }

  /** The file that a reviewer hands back, who does the same to every text. */
  private Path answers(Path out, String reviewer, BiConsumer<JsonNode, ObjectNode> work)
      throws IOException {
    JsonNode page = page(out, reviewer);
    ObjectNode file = JSON.createObjectNode();
    for (String field : List.of("export_id", "reviewer", "stage")) {
      file.set(field, page.get(field));
    }
    ArrayNode items = file.putArray("items");
    for (JsonNode item : page.get("items")) {
      ObjectNode answer = items.addObject();
      for (String field : List.of("key", "source_hash", "base_hash", "text_ja")) {
        answer.set(field, item.get(field));
      }
      answer.put("status", "approved");
      work.accept(item, answer);
    }
    Path path = out.resolve(reviewer + ".review.json");
    Files.writeString(path, file.toString());
    return path;
  }

  private Step.Outcome importFiles(Path... files) {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    return job.run(
        new ReviewImport(
            new ImportOptions(List.of(files), Optional.empty(), false), clock, table -> {}));
  }

  private List<Row> revisions(String where) {
    return job.warehouse().read(Table.REVISIONS).where(where).orderBy("report_id").collectAsList();
  }

  /** The report's Japanese; empty where it has none. */
  private String text(String report) {
    return new JapaneseTexts(job.warehouse(), TestWarehouse.ANY)
        .read().where("report_id = '" + report + "'").collectAsList().stream()
            .map(row -> row.<String>getAs("findings_ja"))
            .findFirst()
            .orElse("");
  }

  @Test
  void whatAReviewerEditsIsTheTextAndTheSameFileTwiceChangesNothing() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    Path file =
        answers(
            out,
            "a",
            (item, answer) ->
                answer.put("text_ja", item.get("text_ja").textValue() + "\u8ffd\u8a18\u3002"));
    assertThat(importFiles(file)).isEqualTo(Step.Outcome.DONE);
    assertThat(importFiles(file)).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThat(revisions("kind = 'review'")).hasSize(6);
    for (Row row : revisions("true")) {
      assertThat(row.<String>getAs("text_ja"))
          .isEqualTo(row.<String>getAs("shown_ja") + "\u8ffd\u8a18\u3002");
      assertThat(text(row.getAs("report_id"))).isEqualTo(row.<String>getAs("text_ja"));
    }
  }

  @Test
  void anApprovedRejectedAnswerIsTheTextAndGoesFirst() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    assertThat(page(out, "a").get("items").get(0).get("key").textValue()).isEqualTo("r3:findings");
    assertThat(page(out, "a").get("items").get(0).get("rejected").booleanValue()).isTrue();
    importFiles(answers(out, "a", (item, answer) -> {}));
    assertThat(text("r3")).isEqualTo(japanese(3));
  }

  @Test
  void whatIsUnsureOrSkippedIsKeptAndIsNoText() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    importFiles(
        answers(
            out, "a", (item, answer) -> answer.put("status", "unsure").put("text_ja", "\u4eee")));
    assertThat(revisions("status = 'unsure'")).hasSize(6);
    assertThat(revisions("true").stream().map(r -> text(r.getAs("report_id"))))
        .doesNotContain("\u4eee");
  }

  @Test
  void aLaterRevisionOfTheSameReviewerSupersedes() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    importFiles(answers(out, "a", (item, answer) -> answer.put("text_ja", "\u4e00")));
    importFiles(answers(out, "a", (item, answer) -> answer.put("text_ja", "\u4e8c")));
    assertThat(revisions("true")).hasSize(12);
    assertThat(text("r3")).isEqualTo("\u4e8c");
  }

  @Test
  void checkedNeedsWhatWasRevisedAndHidesWhoDidIt() throws IOException {
    assertThatThrownBy(() -> export("checked", 6, 0, false, "s"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("stage revised first");
    importFiles(
        answers(
            export("revised", 6, 0, false, "somebody"),
            "somebody",
            (item, answer) ->
                answer.put("text_ja", "\u4e00\u6b21\u3002" + item.get("key").textValue())));
    Path out = export("checked", 6, 0, false, "s");
    assertThat(Files.readString(out.resolve("s.html"))).doesNotContain("somebody");
    importFiles(answers(out, "s", (item, answer) -> {}));
    assertThat(revisions("stage = 'checked'")).hasSize(6);
    assertThat(text("r3")).startsWith("\u4e00\u6b21\u3002");
  }

  @Test
  void aFileWithOneWrongRowIsRefusedAsAWhole() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    Path file =
        answers(
            out,
            "a",
            (item, answer) -> {
              if (item.get("key").textValue().equals("r3:findings")) {
                answer.put("base_hash", "0".repeat(64));
              }
            });
    assertThatThrownBy(() -> importFiles(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("row 1: its base_hash is not the export's");
    assertThat(revisions("true")).isEmpty();
  }

  @Test
  void aFileOfAnotherReviewerIsRefused() throws IOException {
    Path out = export("revised", 6, 0, false, "a", "b");
    Path file = answers(out, "a", (item, answer) -> {});
    Files.writeString(
        file, Files.readString(file).replace("\"reviewer\":\"a\"", "\"reviewer\":\"b\""));
    assertThatThrownBy(() -> importFiles(file)).hasMessageContaining("another reviewer");
  }

  @Test
  void aSheetFindsItsExportByItsName() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    Path sheet = out.resolve("a (2).csv");
    Files.writeString(
        sheet,
        Files.readString(out.resolve("a.csv"))
            .replace("\u8a8d\u3081\u308b\u3002\",\"\"", "\u8a8d\u3081\u308b\u3002\",\"approved\""));
    assertThat(importFiles(sheet)).isEqualTo(Step.Outcome.DONE);
    assertThat(revisions("status = 'approved'")).isNotEmpty();
  }

  @Test
  void reviewersShareTextsInOrdersOfTheirOwnAndAnAdjudicationSettles() throws IOException {
    Path out = export("revised", 6, 0, false, "a", "b");
    assertThat(page(out, "a").get("items")).hasSameSizeAs(page(out, "b").get("items"));
    assertThat(page(out, "a").get("items").toString())
        .isNotEqualTo(page(out, "b").get("items").toString());
    importFiles(
        answers(out, "a", (item, answer) -> answer.put("text_ja", "\u7532")),
        answers(out, "b", (item, answer) -> answer.put("text_ja", "\u4e59")));
    Path settle = export("adjudicated", 6, 0, false, "c");
    JsonNode first = page(settle, "c").get("items").get(0);
    assertThat(first.get("others")).hasSize(2);
    importFiles(answers(settle, "c", (item, answer) -> answer.put("text_ja", "\u4e19")));
    assertThat(text("r3")).isEqualTo("\u4e19");
    assertThatThrownBy(() -> export("adjudicated", 6, 1, false, "c"))
        .hasMessageContaining("no two reviewers");
  }

  @Test
  void aBlindComparisonIsNoText() throws IOException {
    importFiles(
        answers(
            export("revised", 6, 0, false, "a"),
            "a",
            (item, answer) -> answer.put("text_ja", "\u6539")));
    Path out = export("revised", 6, 0, true, "b");
    JsonNode item = page(out, "b").get("items").get(0);
    assertThat(item.get("text_mt").textValue()).isEmpty();
    importFiles(
        answers(
            out,
            "b",
            (shown, answer) ->
                answer.put(
                    "choice",
                    shown.get("pair").get("a").textValue().equals("\u6539") ? "a" : "b")));
    assertThat(revisions("kind = 'pair' and choice = 'revised' and text_ja is null")).hasSize(6);
    assertThat(text("r3")).isEqualTo("\u6539");
  }

  @Test
  void anAttentionItemIsToldToNobodyAndIsNoText() throws IOException {
    Path out = export("revised", 6, 2, false, "a");
    assertThat(page(out, "a").get("items")).hasSize(8);
    assertThat(Files.readString(out.resolve("a.html"))).doesNotContain("attention");
    importFiles(answers(out, "a", (item, answer) -> {}));
    List<Row> attention = revisions("kind = 'attention'");
    assertThat(attention).hasSize(2);
    for (Row row : attention) {
      String id = row.getAs("report_id");
      assertThat(text(id)).isNotEqualTo(row.<String>getAs("shown_ja"));
    }
  }

  @Test
  void theSampleIsTheSameAgainAndWorkInItsFolderIsNotOverwritten() throws IOException {
    Path out = export("revised", 6, 0, false, "a");
    String sample = Files.readString(out.resolve("sample.json"));
    export("revised", 6, 0, false, "a");
    assertThat(Files.readString(out.resolve("sample.json"))).isEqualTo(sample);
    JsonNode strata = JSON.readTree(sample).get("strata");
    double population = 0;
    for (JsonNode stratum : strata) {
      population += stratum.get("weight").doubleValue() * stratum.get("drawn").intValue();
    }
    assertThat(population).isEqualTo(REPORTS);
    Files.writeString(out.resolve("a.csv"), "work");
    assertThatThrownBy(() -> export("revised", 6, 0, false, "a"))
        .hasMessageContaining("is there with other content");
  }

  @Test
  void aReportSaysWhatTwoReviewersDidAndHowFarTheyAgree() throws IOException {
    Path out = export("revised", 6, 0, false, "a", "b");
    importFiles(
        answers(
            out,
            "a",
            (item, answer) -> {
              answer.put(
                  "text_ja",
                  item.get("text_ja").textValue().replace("\u8a8d\u3081\u308b", "\u307f\u308b"));
              answer.putObject("ratings").put("accuracy", 4);
            }),
        answers(out, "b", (item, answer) -> answer.putObject("ratings").put("accuracy", 5)));
    Path files = folder.resolve("report");
    job.run(new ReviewReport(Optional.of(files), table -> {}));
    assertThat(figure("all", "untouched")).isEqualTo(0.5);
    assertThat(figure("a", "untouched")).isZero();
    assertThat(figure("b", "rating:accuracy")).isEqualTo(5);
    assertThat(figure("a+b", "agreement:edited")).isZero();
    assertThat(figure("a+b", "agreement:accuracy")).isZero();
    assertThat(Files.readString(files.resolve("glossary.csv"))).startsWith("english,japanese\n");
    assertThat(Files.readAllLines(files.resolve("marot.tsv")))
        .hasSize(13)
        .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(10));
    assertThat(JSON.readTree(files.resolve("pearmut.json").toFile()).get("data").get(0)).hasSize(6);
    assertThat(Files.readString(files.resolve("review.csv"))).startsWith("stage,reviewer,measure");
  }

  private double figure(String reviewer, String measure) {
    return job.warehouse()
        .read(Table.REVIEWS)
        .where("reviewer = '" + reviewer + "' and measure = '" + measure + "'")
        .first()
        .getAs("value");
  }
}
