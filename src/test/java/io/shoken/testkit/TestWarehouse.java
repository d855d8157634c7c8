package io.shoken.testkit;

import io.shoken.classifier.evidence.TrainingReport;
import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import io.shoken.train.linear.TrainLinear;
import io.shoken.train.linear.TrainLinearOptions;
import io.shoken.train.linear.TrainLinearSettings;
import io.shoken.warehouse.Lease;
import io.shoken.warehouse.Manifest;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A warehouse of made-up Japanese reports: a finding is there where its sign is said. */
public final class TestWarehouse {
  /** No translation is preferred: the reports were written in Japanese. */
  public static final TranslationPreference ANY = TranslationPreference.of("none", "", "", "");

  private final Warehouse warehouse;
  private Clock clock = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);
  private Manifest manifest;
  private int runs;

  public TestWarehouse(Path folder) {
    this.warehouse = Warehouse.open(Sparks.local(), folder.toString());
  }

  /** One with 60 labelled reports to learn from and 20 to be tested by. */
  public static TestWarehouse ofTwoSplits(Path folder) {
    TestWarehouse warehouse = new TestWarehouse(folder);
    warehouse.add("train", 60);
    warehouse.add("valid", 20);
    return warehouse;
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** The manifest of the last step that was committed. */
  public Manifest manifest() {
    return manifest;
  }

  /** Runs a step as the command line does. */
  public Step.Outcome run(Step step) {
    clock = Clock.offset(clock, Duration.ofSeconds(1));
    try (Lease lease = Lease.acquire(warehouse, clock, Duration.ofMinutes(2))) {
      Run run = Run.begin(warehouse, lease, Progress.SILENT, clock, "run" + runs++, step.command());
      Step.Outcome outcome = step.run(run);
      if (outcome != Step.Outcome.NOTHING_TO_DO) {
        manifest = run.commit(0, Map.of(), Map.of(), List.of());
      }
      return outcome;
    }
  }

  /** Adds reports with labels of the source {@code test}. */
  public void add(String split, int n) {
    List<Row> reports = new ArrayList<>();
    List<Row> labels = new ArrayList<>();
    Random random = new Random(split.hashCode());
    for (int i = 0; i < n; i++) {
      String id = split + "_" + i + "_a";
      reports.add(report(id, split, text(id, random, labels)));
    }
    add(reports, labels);
  }

  /** Adds a report with this text and no labels. */
  public void addText(String id, String text) {
    add(List.of(report(id, "train", text)), List.of());
  }

  private void add(List<Row> reports, List<Row> labels) {
    run(
        new Step() {
          @Override
          public String command() {
            return "ingest";
          }

          @Override
          public List<String> fingerprint(Warehouse w) {
            return List.of();
          }

          @Override
          public Outcome run(Run run) {
            run.write(Table.REPORTS, rows(Table.REPORTS, reports));
            run.write(Table.LABELS, rows(Table.LABELS, labels));
            return Outcome.DONE;
          }
        });
  }

  private static String text(String id, Random random, List<Row> labels) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < Finding.labels().size(); k++) {
      String sign = "徴候" + (char) ('a' + k);
      int said = random.nextInt(3);
      text.append(said == 0 ? sign + "を認める。" : said == 1 ? sign + "は認めない。" : "");
      labels.add(RowFactory.create(id, Finding.labels().get(k), said == 0 ? 1 : 0, "test"));
    }
    return text.append("骨に異常なし。").toString();
  }

  private static Row report(String id, String split, String text) {
    return RowFactory.create(
        id,
        id.substring(0, id.length() - 2),
        split,
        "ja",
        new String[] {id + "_1"},
        text,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "test.csv",
        1L);
  }

  private static Dataset<Row> rows(Table table, List<Row> rows) {
    return Sparks.local().createDataFrame(rows, table.schema());
  }

  /** Reports to learn from, in two folds, as {@link #add} makes them. */
  public static List<TrainingReport> reports(int n) {
    Random random = new Random(3);
    List<TrainingReport> reports = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Row> labels = new ArrayList<>();
      String text = text("r" + i, random, labels);
      boolean[] has = new boolean[labels.size()];
      for (int k = 0; k < has.length; k++) {
        has[k] = labels.get(k).getInt(2) == 1;
      }
      reports.add(new TrainingReport(text, has, i % 2));
    }
    return reports;
  }

  /** The step that trains, with the usual settings. */
  public static TrainLinear train(TrainLinearOptions.Kind kind, Path out, int folds) {
    return new TrainLinear(
        new TrainLinearSettings(true, 1, 50_000),
        new TrainLinearOptions(
            kind,
            out.toString(),
            Optional.empty(),
            List.of("train"),
            Optional.empty(),
            Optional.empty(),
            folds),
        ANY,
        "test");
  }

  /** Share of rows of a model's predictions whose decision is the label. */
  public double agreement(String modelId) {
    Row row =
        warehouse
            .read(Table.PREDICTIONS)
            .where("model_id = '" + modelId + "'")
            .join(
                warehouse.read(Table.LABELS).drop("run"),
                new String[] {"report_id", "finding"},
                "inner")
            .selectExpr("avg(if(decision = label, 1.0D, 0.0D))")
            .first();
    return row.getDouble(0);
  }
}
