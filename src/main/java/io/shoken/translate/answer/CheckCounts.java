package io.shoken.translate.answer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** For a manifest: in how many texts each check failed, and each kind of identifier was found. */
public final class CheckCounts {
  private CheckCounts() {}

  public static Map<String, Long> of(Dataset<Row> translations) {
    Map<String, Long> counts = new TreeMap<>();
    translations
        .select(explode(col("checks")).as("it"))
        .where(col("it.passed").equalTo(false).or(col("it.check").startsWith("privacy-")))
        .groupBy(col("it.check"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
