package io.shoken.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Orders rows by file, then by row. It makes results independent of partitions. */
final class Order {
  /** The column that {@link #opensScan} is kept in. */
  static final String OPENS_SCAN = "opens_scan";

  private Order() {}

  /**
   * Whether a row is the first kept one of its scan. Such a row contradicts no earlier one, so it
   * stays, and there are as many as scans.
   */
  static Column opensScan() {
    Column status = col(RowMapper.STATUS);
    Column first = row_number().over(within(col("report_id"), status)).equalTo(1);
    return status.equalTo(RowMapper.KEPT).and(first);
  }

  /** A row's place, to order by. */
  static Column place() {
    return struct(col("file_index"), col("source_row"));
  }

  /** A row's place, to be read by a person. */
  static Column spelled() {
    return concat(col("source_file"), lit(", row "), col("source_row"));
  }

  /** The rows that share a key, up to the current one. */
  static WindowSpec within(Column... key) {
    return Window.partitionBy(key).orderBy(col("file_index"), col("source_row"));
  }
}
