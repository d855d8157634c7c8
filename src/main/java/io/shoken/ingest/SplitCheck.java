package io.shoken.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;

import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds patients and texts that are in more than one split, which would leak training data into a
 * test.
 */
final class SplitCheck {
  private SplitCheck() {}

  /** Notes texts and patients in several splits, over what the warehouse has after this run. */
  static void note(Run run, Dataset<Row> known) {
    Dataset<Row> written = run.written(Table.REPORTS);
    Dataset<Row> older = known.join(written.select("report_id"), "report_id", "left_anti");
    Dataset<Row> all = written.unionByName(older);
    Column hasText = col("findings_hash").isNotNull().or(col("impression_hash").isNotNull());
    run.note(
        "texts_in_several_splits",
        inSeveralSplits(all.where(hasText), "findings_hash", "impression_hash"));
    run.note("patients_in_several_splits", inSeveralSplits(all, "patient_id"));
  }

  private static long inSeveralSplits(Dataset<Row> reports, String... key) {
    Column[] columns = Arrays.stream(key).map(name -> col(name)).toArray(Column[]::new);
    return reports
        .groupBy(columns)
        .agg(count_distinct(col("split")).as("splits"))
        .where(col("splits").gt(1))
        .count();
  }
}
