package io.shoken.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shoken.console.JsonRows;
import io.shoken.console.Progress;
import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.quality.metric.LinePairs;
import io.shoken.quality.metric.Scorer;
import io.shoken.quality.metric.Scores;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreIT {
  private static final String MACHINE = "\u5de6\u80ba\u306b5mm\u306e\u7d50\u7bc0\u3002";
  private static final String RADIOLOGIST = "\u53f3\u80ba\u306b5mm\u306e\u7d50\u7bc0\u5f71\u3002";
  private static final TranslationPreference NONE = TranslationPreference.of("", "", "", "");

  @TempDir Path folder;
  private Warehouse warehouse;
  private final List<TextTable> shown = new ArrayList<>();
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.toString());
  }

  @Test
  void scoresEachSectionAndBothAsTheFilesWould() {
    givenReports();
    runCommitted("score", score(Optional.empty()));
    List<Row> rows = warehouse.read(Table.SCORES).collectAsList();
    assertThat(rows).extracting(r -> r.getAs("section")).contains("findings", "impression", "both");
    Scores expected =
        new LinePairs(List.of(MACHINE, RADIOLOGIST), List.of(RADIOLOGIST, RADIOLOGIST))
            .score(new Scorer(Scorer.standard(), 1000, 12345));
    for (Scores.Row row : expected.rows()) {
      Row found = find(rows, "findings", row.metric());
      assertThat((double) found.getAs("value")).isCloseTo(row.value(), within(1e-12));
      assertThat((double) found.getAs("low")).isCloseTo(row.low(), within(1e-12));
      assertThat((long) found.getAs("n")).isEqualTo(2);
      assertThat((String) found.getAs("signature")).isEqualTo(row.signature() + "|ref:checked");
    }
    assertThat((long) find(rows, "both", "BLEU").getAs("n")).isEqualTo(3);
    assertThat(JsonRows.of(shown.get(0))).contains("\"metric\":\"BLEU\"");
  }

  @Test
  void namesTheReportsThatFailACheck() {
    givenReports();
    runCommitted("score", score(Optional.of("checked")));
    Object failing =
        warehouse.manifests().stream()
            .filter(m -> m.runId().equals("score"))
            .findFirst()
            .orElseThrow()
            .notes()
            .get("failing");
    assertThat(failing.toString()).contains("sides=[r1]").contains("numbers=[]");
  }

  @Test
  void countsRevisionsWithoutATranslation() {
    givenReports();
    assertThat(runCommitted("score", score(Optional.of("revised"))))
        .isEqualTo(Step.Outcome.PARTIAL);
  }

  @Test
  void hasNothingToDoWithoutRevisionsAndSaysWhichStageIsMissing() {
    assertThat(runCommitted("none", score(Optional.empty()))).isEqualTo(Step.Outcome.NOTHING_TO_DO);
    assertThatThrownBy(() -> runCommitted("asked", score(Optional.of("revised"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("there is no revision of the stage revised");
  }

  private Score score(Optional<String> stage) {
    return new Score(new ScoreOptions(stage), ScoreSettings.defaults(), NONE, shown::add);
  }

  private static Row find(List<Row> rows, String section, String metric) {
    return rows.stream()
        .filter(r -> r.getAs("section").equals(section) && r.getAs("metric").equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** r1 was changed, r2 was not; r3 has no translation. */
  private void givenReports() {
    runCommitted(
        "given",
        new Step() {
          @Override
          public String command() {
            return "given";
          }

          @Override
          public List<String> fingerprint(Warehouse unused) {
            return List.of();
          }

          @Override
          public Outcome run(Run run) {
            write(run, Table.REPORTS, List.of(report("r1", "h1", "h2"), report("r2", "h3", null)));
            write(
                run,
                Table.TRANSLATIONS,
                List.of(
                    translation("h1", "findings", MACHINE),
                    translation("h2", "impression", MACHINE),
                    translation("h3", "findings", RADIOLOGIST)));
            write(
                run,
                Table.REVISIONS,
                List.of(
                    revision("r1", "findings", "checked", RADIOLOGIST),
                    revision("r1", "impression", "checked", MACHINE),
                    revision("r2", "findings", "checked", RADIOLOGIST),
                    revision("r2", "findings", "revised", RADIOLOGIST),
                    revision("r3", "findings", "revised", RADIOLOGIST)));
            return Outcome.DONE;
          }
        });
  }

  private static Map<String, Object> report(String id, String findings, String impression) {
    Map<String, Object> row = new HashMap<>();
    row.put("report_id", id);
    row.put("findings_hash", findings);
    row.put("impression_hash", impression);
    return row;
  }

  private Map<String, Object> translation(String hash, String section, String text) {
    return Map.of(
        "source_hash",
        hash,
        "section",
        section,
        "provider",
        "import",
        "outcome",
        "translated",
        "text_ja",
        text,
        "translation_key",
        hash,
        "created_at",
        Timestamp.from(clock.instant()));
  }

  private Map<String, Object> revision(String id, String section, String stage, String text) {
    return Map.of(
        "report_id",
        id,
        "section",
        section,
        "stage",
        stage,
        "reviewer",
        "0",
        "text_ja",
        text,
        "reviewed_at",
        Timestamp.from(clock.instant()));
  }

  private static void write(Run run, Table table, List<Map<String, Object>> rows) {
    List<Row> made =
        rows.stream()
            .map(
                row ->
                    RowFactory.create(
                        Arrays.stream(table.schema().fieldNames()).map(row::get).toArray()))
            .toList();
    run.write(table, Sparks.local().createDataFrame(made, table.schema()));
  }

  private Step.Outcome runCommitted(String id, Step step) {
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(2))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, id, step.command());
      Step.Outcome outcome = step.run(run);
      if (outcome != Step.Outcome.NOTHING_TO_DO) {
        run.commit(0, Map.of(), Map.of(), step.fingerprint(warehouse));
      }
      return outcome;
    }
  }
}
