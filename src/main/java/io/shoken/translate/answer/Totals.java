package io.shoken.translate.answer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.shoken.translate.request.Source;
import io.shoken.warehouse.Run;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums over rows of {@code translations}. Cost counts as 0 where it is not known.
 *
 * @param rows of texts
 * @param rejected of {@code rows}
 * @param failed of {@code rows}
 * @param doubtful of the translated ones, those with a failed check of their content
 * @param sentences rows of sentences that texts share, whatever came of them
 */
public record Totals(
    long rows,
    long rejected,
    long failed,
    long doubtful,
    long sentences,
    long inputTokens,
    long cachedTokens,
    long outputTokens,
    long reasoningTokens,
    double usd) {

  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public static Totals of(Dataset<Row> rows) {
    Column text = not(Source.isSentenceRow());
    Row row =
        rows.agg(
                count_if(text),
                count_if(text.and(col("outcome").equalTo("rejected"))),
                count_if(text.and(col("outcome").equalTo("failed"))),
                count_if(text.and(col("doubtful"))),
                count_if(Source.isSentenceRow()),
                sum("input_tokens"),
                sum("cached_tokens"),
                sum("output_tokens"),
                sum("reasoning_tokens"),
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
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getDouble(9));
  }

  /** Writes them to the manifest of the run that wrote the rows, without the cost. */
  public void writeTo(Run run) {
    run.count("in", rows);
    run.count("out", rows - bad());
    run.count("rejected", rejected);
    run.count("failed", failed);
    if (doubtful > 0) {
      run.count("doubtful", doubtful);
    }
    if (sentences > 0) {
      run.count("sentences", sentences);
    }
    run.note("input_tokens", inputTokens);
    run.note("output_tokens", outputTokens);
    if (cachedTokens > 0) {
      run.note("cached_tokens", cachedTokens);
    }
    if (reasoningTokens > 0) {
      run.note("reasoning_tokens", reasoningTokens);
    }
  }

  public boolean isEmpty() {
    return rows + sentences == 0;
  }

  /** Texts without a translation. */
  public long bad() {
    return rejected + failed;
  }
}
