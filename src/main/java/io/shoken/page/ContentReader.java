package io.shoken.page;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.shoken.domain.Finding;
import io.shoken.page.RunPage.Content;
import io.shoken.page.RunPage.Rejected;
import io.shoken.page.RunPage.Review;
import io.shoken.page.RunPage.Translated;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what the page shows: aggregates of the tables, and the manifests. */
final class ContentReader {
  private static final int MOST_ROWS = 200;

  private final Warehouse warehouse;

  ContentReader(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  Content read(Instant now) {
    return new Content(
        warehouse.uri(),
        now,
        warehouse.current(Table.REPORTS, "report_id").count(),
        warehouse.manifests(),
        evaluations(),
        translations(),
        rejects(),
        reviews());
  }

  /** The newest evaluation of each model, label source and split. */
  private List<Evaluated> evaluations() {
    List<String> order = Finding.labels();
    return warehouse
        .current(Table.EVALUATIONS, "model_id", "label_source", "split", "finding")
        .collectAsList()
        .stream()
        .map(ContentReader::evaluated)
        .sorted(
            Comparator.comparing(Evaluated::labelSource)
                .thenComparing(Evaluated::split)
                .thenComparing(row -> order.indexOf(row.finding())))
        .toList();
  }

  private static Evaluated evaluated(Row row) {
    return new Evaluated(
        row.getAs("model_id"),
        row.getAs("label_source"),
        row.getAs("split"),
        row.getAs("finding"),
        row.getAs("n"),
        row.getAs("positives"),
        row.getAs("precision"),
        row.getAs("recall"),
        row.getAs("f1"),
        row.getAs("f1_low"),
        row.getAs("f1_high"),
        row.getAs("auroc"),
        row.getAs("average_precision"));
  }

  /** How the texts stand now, and what all answers took, those that were asked for again too. */
  private List<Translated> translations() {
    String[] key = {"provider", "model", "outcome"};
    Column[] columns =
        Arrays.stream(key)
            .map(k -> coalesce(col(k), lit(Shown.MISSING)).as(k))
            .toArray(Column[]::new);
    Dataset<Row> now =
        warehouse
            .current(Table.TRANSLATIONS, "translation_key")
            .groupBy(columns)
            .agg(count(lit(1)).as("texts"));
    return warehouse
        .read(Table.TRANSLATIONS)
        .groupBy(columns)
        .agg(
            coalesce(sum("input_tokens"), lit(0L)).as("input_tokens"),
            coalesce(sum("output_tokens"), lit(0L)).as("output_tokens"),
            coalesce(sum("cost_usd"), lit(0.0)).as("cost_usd"))
        .join(now, key, "left")
        .withColumn("texts", coalesce(col("texts"), lit(0L)))
        .orderBy(col("texts").desc())
        .limit(MOST_ROWS)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Translated(
                    text(row, "provider"),
                    text(row, "model"),
                    text(row, "outcome"),
                    row.<Long>getAs("texts"),
                    row.<Long>getAs("input_tokens"),
                    row.<Long>getAs("output_tokens"),
                    row.<Double>getAs("cost_usd")))
        .toList();
  }

  private List<Rejected> rejects() {
    return warehouse
        .read(Table.REJECTS)
        .groupBy("cause", "source_file")
        .agg(count(lit(1)).as("rows"))
        .orderBy(col("rows").desc(), col("cause"))
        .limit(MOST_ROWS)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Rejected(text(row, "source_file"), text(row, "cause"), row.<Long>getAs("rows")))
        .toList();
  }

  /** The figures of the newest report. */
  private List<Review> reviews() {
    List<String> runs = warehouse.runsOf(Table.REVIEWS);
    if (runs.isEmpty()) {
      return List.of();
    }
    return warehouse
        .read(Table.REVIEWS)
        .where(col("run").equalTo(runs.get(runs.size() - 1)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Review(
                    text(row, "stage"),
                    text(row, "reviewer"),
                    text(row, "measure"),
                    row.getAs("value"),
                    row.getAs("low"),
                    row.getAs("high"),
                    row.<Long>getAs("n")))
        .toList();
  }

  private static String text(Row row, String column) {
    String value = row.getAs(column);
    return value == null ? Shown.MISSING : value;
  }
}
