package io.shoken.train;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.shoken.classifier.evidence.TrainingReport;
import io.shoken.classifier.split.Folds;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Japanese texts with all 18 labels: {@code report_id, patient_id, text_hash, text_ja, labels}. */
public final class TrainingTable {
  private TrainingTable() {}

  /**
   * Joins the texts of the splits with the labels of a source. Reports that lack a label are left
   * out. {@code labels} is an array of 0/1 in the order of {@link Finding}.
   */
  public static Dataset<Row> of(
      Warehouse warehouse, Dataset<Row> texts, String labelSource, List<String> splits) {
    List<String> names = Finding.labels();
    Column[] columns = new Column[names.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = max(when(col("finding").equalTo(names.get(k)), col("label")));
    }
    Dataset<Row> labels =
        warehouse
            .current(Table.LABELS, "report_id", "finding", "label_source")
            .where(col("label_source").equalTo(labelSource))
            .where(col("finding").isin(names.toArray()))
            .groupBy("report_id")
            .agg(array(columns).as("labels"), count(lit(1)).as("known"))
            .where(col("known").equalTo(names.size()))
            .drop("known");
    return texts
        .where(col("split").isin(splits.toArray()))
        .join(labels, "report_id")
        .select(
            col("report_id"),
            coalesce(col("patient_id"), col("report_id")).as("patient_id"),
            col("text_hash"),
            col("text_ja"),
            col("labels"));
  }

  /**
   * The label source to learn from.
   *
   * @throws UserException (USAGE) if none is named and there are several, or the one that is named
   *     does not exist; (INPUT) if there are no labels
   */
  static String labelSource(Warehouse warehouse, Optional<String> named) {
    List<String> sources =
        warehouse
            .read(Table.LABELS)
            .select("label_source")
            .distinct()
            .as(Encoders.STRING())
            .collectAsList()
            .stream()
            .sorted()
            .toList();
    if (sources.isEmpty()) {
      throw UserException.input("the warehouse has no labels; run ingest with --labels first");
    }
    if (named.isEmpty() && sources.size() > 1) {
      throw UserException.usage(
          "the warehouse has labels of " + sources + "; say which with --label-source");
    }
    String source = named.orElse(sources.get(0));
    if (!sources.contains(source)) {
      throw UserException.usage(
          "no labels of source " + source + " in the warehouse; it has " + sources);
    }
    return source;
  }

  /** The fold of each text: ids and hashes come to the driver, texts do not. */
  public static Map<String, Integer> folds(Dataset<Row> training, int folds, long seed) {
    List<Folds.Key> keys =
        training.select("patient_id", "text_hash").distinct().collectAsList().stream()
            .map(r -> new Folds.Key(r.getString(0), r.getString(1)))
            .toList();
    return Folds.assign(keys, folds, seed);
  }

  /** A row of {@code text_hash, text_ja, labels} as a report to learn from. */
  public static TrainingReport report(Row row, Map<String, Integer> folds) {
    List<Integer> labels = row.getList(2);
    boolean[] has = new boolean[labels.size()];
    for (int k = 0; k < has.length; k++) {
      has[k] = labels.get(k) == 1;
    }
    return new TrainingReport(row.getString(1), has, folds.get(row.getString(0)));
  }
}
