package io.shoken.translate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.shoken.table.Run;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums over rows of {@code translations}. Cost counts as 0 where it is not known. */
record Totals(
    long rows, long rejected, long failed, long inputTokens, long outputTokens, double usd) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

  static Totals of(Dataset<Row> rows) {
    Row row =
        rows.agg(
                count(lit(1)),
                count_if(col("outcome").equalTo("rejected")),
                count_if(col("outcome").equalTo("failed")),
                sum("input_tokens"),
                sum("output_tokens"),
                sum("cost_usd"))
            .na()
            .fill(0)
            .first();
    return new Totals(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getDouble(5));
  }

  /** Puts them into the manifest of the run that wrote the rows, but for the cost. */
  void tell(Run run) {
    run.count("in", rows);
    run.count("out", rows - bad());
    run.count("rejected", rejected);
    run.count("failed", failed);
    run.note("input_tokens", inputTokens);
    run.note("output_tokens", outputTokens);
  }

  /** Texts without a translation. */
  long bad() {
    return rejected + failed;
  }
}
