package io.shoken.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.console.JsonRows;
import io.shoken.console.Progress;
import io.shoken.console.TextTable;
import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.testkit.Sparks;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first problem of sklearn.json as a warehouse, read by two models: one good, one that says no.
 */
class EvaluateIT {
  private static final EvaluateSettings SETTINGS = new EvaluateSettings(200, 0.95, 1, true);
  private static final Problem PROBLEM = Problem.all().get(0);

  @TempDir Path folder;
  private Warehouse warehouse;
  private TextTable shown;
  private int runs;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(Sparks.local(), folder.resolve("warehouse").toString());
  }

  @Test
  void evaluationsEqualScikitLearnAndAreTheSameHoweverThePredictionsAreSplit() {
    write(Table.LABELS, labels(), 3);
    write(Table.PREDICTIONS, predictions("good"), 7);
    evaluate(EvaluateOptions.everything());
    List<Row> rows = evaluations();
    assertThat(rows).extracting(r -> r.getAs("finding")).endsWith("macro", "micro", "exact_match");
    assertScore(rows.get(0), PROBLEM.json().get("findings").get(0));
    assertScore(rows.get(3), PROBLEM.json().get("findings").get(3));
    assertScore(rows.get(5), PROBLEM.json().get("micro"));
    assertThat(rows.get(4).<Double>getAs("f1"))
        .isCloseTo(PROBLEM.json().get("macro").get("f1").asDouble(), within(1e-12));
    assertThat(rows.get(6).<Double>getAs("f1"))
        .isCloseTo(PROBLEM.json().get("exact_match").asDouble(), within(1e-12));

    Warehouse other = Warehouse.open(Sparks.local(), folder.resolve("other").toString());
    warehouse = other;
    write(Table.LABELS, labels(), 1);
    write(Table.PREDICTIONS, predictions("good"), 1);
    evaluate(EvaluateOptions.everything());
    assertThat(evaluations()).isEqualTo(rows);
  }

  @Test
  void textsOfTheTrainingAreLeftOutAndReported() throws IOException {
    write(Table.LABELS, labels(), 1);
    write(Table.PREDICTIONS, predictions("good"), 1);
    Files.writeString(
        folder.resolve("training_texts.tsv"),
        "text_hash\treport_id\n" + Hashes.ofText("text 0") + "\ttrain_9\n");
    evaluate(options("good", null, folder.toString()));
    assertThat(evaluations().get(0).<Long>getAs("n")).isEqualTo(PROBLEM.reports() - 1);
    assertThat(shown.text()).contains("decisions left out: 4 training_text");
    assertThat(warehouse.manifests().get(2).notes().get("training_texts"))
        .isEqualTo(Map.of("checked", true, "reports", 1, "texts", 1, "excluded", true));
  }

  @Test
  void aComparisonShowsThePairedDifferenceOnDecisionsOfBoth() throws IOException {
    write(Table.LABELS, labels(), 1);
    write(Table.PREDICTIONS, predictions("good"), 1);
    List<Row> never = new ArrayList<>();
    for (Row row : predictions("never").subList(0, 400)) {
      never.add(
          RowFactory.create(row.get(0), row.get(1), "never", null, 0.1, 0.5, 0, null, row.get(8)));
    }
    write(Table.PREDICTIONS, never, 1);
    evaluate(options("good", "never", null));
    JsonNode first = new ObjectMapper().readTree(JsonRows.of(shown)).get(0);
    assertThat(first.get("n").asLong()).isEqualTo(100);
    assertThat(first.get("against_f1").asDouble()).isZero();
    assertThat(first.get("difference").asDouble()).isEqualTo(first.get("f1").asDouble());
    assertThat(first.get("difference_low").asDouble()).isPositive();
    assertThat(evaluations()).hasSize(14);
    assertThat(shown.text()).contains("model good against never").contains("not_in_both");
  }

  @Test
  void saysWhatToDoWhereThereIsNothingToEvaluate() {
    assertFails("run predict --model DIR first", UserException.Kind.INPUT, "any");
    write(Table.PREDICTIONS, predictions("good"), 1);
    assertFails("run ingest --labels FILE first", UserException.Kind.INPUT, "good");
    write(Table.LABELS, List.of(RowFactory.create("elsewhere", "Lung nodule", 1, "ct-rate")), 1);
    assertFails("there are: good; name one of these", UserException.Kind.USAGE, "bad");
    assertFails("no label names these reports", UserException.Kind.INPUT, "good");
    write(Table.LABELS, List.of(RowFactory.create("x", "Lung nodule", 1, "second")), 1);
    assertFails("choose one with --label-source NAME", UserException.Kind.USAGE, "good");
  }

  @Test
  void aSplitIsEvaluatedByItself() {
    write(Table.LABELS, labels(), 1);
    write(Table.PREDICTIONS, predictions("good"), 1);
    commit(
        run ->
            run.write(
                Table.REPORTS,
                run.spark()
                    .sql(
                        "select explode(array('report_1', 'report_2')) as report_id, 'valid' as"
                            + " split")
                    .to(Table.REPORTS.schema())));
    evaluate(
        new EvaluateOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("valid"), List.of()));
    assertThat(evaluations().get(0).<Long>getAs("n")).isEqualTo(2);
    assertThat(evaluations().get(0).<String>getAs("split")).isEqualTo("valid");
    assertThat(shown.text()).contains("split valid").contains("training texts not checked");
  }

  @Test
  void refusesAProbabilityThatIsNotANumber() {
    write(Table.LABELS, labels(), 1);
    List<Row> rows = new ArrayList<>(predictions("broken"));
    rows.set(
        0,
        RowFactory.create(
            "report_0", finding(0), "broken", null, Double.NaN, 0.5, 1, null, "hash"));
    write(Table.PREDICTIONS, rows, 1);
    assertFails("1 predictions of model broken for", UserException.Kind.INPUT, "broken");
  }

  private void assertFails(String message, UserException.Kind kind, String model) {
    assertThatThrownBy(() -> evaluate(options(model, null, null)))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  private static void assertScore(Row row, JsonNode expected) {
    for (String name : List.of("precision", "recall", "f1", "auroc", "average_precision")) {
      assertThat(row.<Double>getAs(name))
          .as(name)
          .isCloseTo(expected.get(name).asDouble(), within(1e-12));
    }
    assertThat(row.<Double>getAs("f1_low")).isLessThan(row.getAs("f1"));
    assertThat(row.<Double>getAs("f1_high")).isGreaterThan(row.getAs("f1"));
  }

  private static EvaluateOptions options(String model, String against, String modelDir) {
    return new EvaluateOptions(
        Optional.of(model),
        Optional.ofNullable(against),
        Optional.empty(),
        Optional.empty(),
        modelDir == null ? List.of() : List.of(modelDir));
  }

  private List<Row> evaluations() {
    return warehouse.read(Table.EVALUATIONS).drop("run").collectAsList();
  }

  private void evaluate(EvaluateOptions options) {
    commit(run -> new Evaluate(options, SETTINGS, table -> shown = table).run(run));
  }

  private void write(Table table, List<Row> rows, int parts) {
    commit(
        run ->
            run.write(table, run.spark().createDataFrame(rows, table.schema()).repartition(parts)));
  }

  private void commit(Consumer<Run> work) {
    Clock clock = Clock.systemUTC();
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(2))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, "run-" + runs++, "test");
      work.accept(run);
      run.commit(0, Map.of(), Map.of(), List.of());
    }
  }

  private static List<Row> labels() {
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < PROBLEM.reports(); r++) {
      for (int f = 0; f < PROBLEM.findings(); f++) {
        rows.add(RowFactory.create("report_" + r, finding(f), PROBLEM.label(f, r), "ct-rate"));
      }
    }
    return rows;
  }

  private static List<Row> predictions(String model) {
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < PROBLEM.reports(); r++) {
      for (int f = 0; f < PROBLEM.findings(); f++) {
        rows.add(
            RowFactory.create(
                "report_" + r,
                finding(f),
                model,
                null,
                PROBLEM.score(f, r),
                0.5,
                PROBLEM.decision(f, r),
                null,
                Hashes.ofText("text " + r)));
      }
    }
    return rows;
  }

  private static String finding(int f) {
    return Finding.labels().get(f);
  }
}
