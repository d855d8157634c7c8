package io.shoken.classifier.reading;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;

import io.shoken.classifier.evidence.Passages;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * How many passages a part of a corpus has, and how many of them are distinct: the larger the part,
 * the smaller the share that a model has to read.
 *
 * @param eighths size of the part, chosen by the hash of report ids; 8 is the whole corpus
 * @param passages distinct ones of each report, added up
 * @param distinct in the whole part, to 1 %
 */
public record PassageGrowth(int eighths, long passages, long distinct) {
  private static final int ALL = 8;
  private static final double ERROR = 0.01;
  private static final StructType CUT = StructType.fromDDL("eighth INT, passage STRING");

  /** For an eighth, a quarter, a half and all of the texts, in one pass that reads no passage. */
  static List<PassageGrowth> of(Dataset<Row> texts, Passages passages) {
    List<Column> sums = new ArrayList<>();
    for (int n = 1; n <= ALL; n *= 2) {
      Column within = when(col("eighth").lt(n), col("passage"));
      sums.add(count(within));
      sums.add(approx_count_distinct(within, ERROR));
    }
    Row row =
        texts
            .select(pmod(hash(col("report_id")), lit(ALL)), col("text_ja"))
            .flatMap(
                (FlatMapFunction<Row, Row>)
                    text ->
                        passages.shown(passages.of(text.getString(1))).stream()
                            .map(passage -> RowFactory.create(text.getInt(0), passage))
                            .iterator(),
                Encoders.row(CUT))
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
            .head();
    List<PassageGrowth> growth = new ArrayList<>();
    for (int n = 1, i = 0; n <= ALL; n *= 2, i += 2) {
      growth.add(new PassageGrowth(n, row.getLong(i), row.getLong(i + 1)));
    }
    return growth;
  }

  /** Distinct passages as a share of all. */
  public double share() {
    return passages == 0 ? 0 : (double) distinct / passages;
  }
}
