package io.shoken.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.when;

import io.shoken.domain.Finding;
import io.shoken.ingest.csv.Cause;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds the labels of a scan's volumes into one set of 18; where they differ, the first is kept.
 */
final class LabelFold {
  private static final Column KEPT = col(RowMapper.STATUS).equalTo(RowMapper.KEPT);

  private LabelFold() {}

  /** Rejects the rows that contradict an earlier one of the same scan. */
  static Dataset<Row> judge(Dataset<Row> rows) {
    Column labels = when(KEPT, concat_ws(",", col("labels")));
    Column stays = ReportFold.contradicted(labels, Order.within(col("report_id")));
    Column clashes = col("stays").isNotNull();
    Column detail = concat(lit("differs from "), col("stays"), lit(", which was kept"));
    return rows.withColumn(Order.OPENS_SCAN, Order.opensScan())
        .withColumn("stays", stays)
        .withColumn(
            "cause", when(clashes, lit(Cause.CONFLICTING_LABEL.key())).otherwise(col("cause")))
        .withColumn("detail", when(clashes, detail).otherwise(col("detail")))
        .withColumn(
            RowMapper.STATUS,
            when(clashes, lit(RowMapper.REJECTED)).otherwise(col(RowMapper.STATUS)))
        .drop("stays");
  }

  /** One row a scan and finding, as {@code labels} has it. */
  static Dataset<Row> labels(Dataset<Row> judged, String labelSource) {
    Column names = array(Finding.labels().stream().map(name -> lit(name)).toArray(Column[]::new));
    return judged
        .where(KEPT)
        .groupBy("report_id")
        .agg(min_by(col("labels"), Order.place()).as("labels"))
        .select(col("report_id"), posexplode(col("labels")))
        .select(
            col("report_id"),
            element_at(names, col("pos").plus(1)).as("finding"),
            col("col").as("label"),
            lit(labelSource).as("label_source"));
  }
}
