package io.shoken.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * AUROC and average precision of each model and finding, and of each model over all its decisions,
 * exact. Spark adds up positives and negatives per score, sorts the scores of a finding in one
 * partition (spilling to disk where it must) and streams them through a {@link RankingCurve}.
 */
record Rankings(Map<Key, Ranked> byKey) {

  record Key(String model, String finding) implements Serializable {}

  /** A curve's results as nullable numbers, because an OptionalDouble cannot be serialised. */
  record Ranked(Key key, Double auroc, Double averagePrecision) implements Serializable {
    Ranked(Key key, OptionalDouble auroc, OptionalDouble averagePrecision) {
      this(key, nullable(auroc), nullable(averagePrecision));
    }

    private static Double nullable(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }

  static Rankings of(Dataset<Row> pairs) {
    return new Rankings(
        pairs
            .select(
                col("model_id"),
                explode(array(col("finding"), lit(Scoreboard.MICRO))).as("finding"),
                col("probability"),
                col("label"))
            .groupBy("model_id", "finding", "probability")
            .agg(sum("label").as("positives"), count(lit(1)).minus(sum("label")).as("negatives"))
            .repartition(col("model_id"), col("finding"))
            .sortWithinPartitions(
                col("model_id"), col("finding"), col("probability").desc_nulls_last())
            .javaRDD()
            .mapPartitions(new Curves())
            .collect()
            .stream()
            .collect(Collectors.toMap(Ranked::key, Function.identity())));
  }

  /** The ranking; its numbers are null where they are not defined. */
  Ranked of(String model, String finding) {
    Key key = new Key(model, finding);
    return byKey.getOrDefault(key, new Ranked(key, (Double) null, null));
  }
}
