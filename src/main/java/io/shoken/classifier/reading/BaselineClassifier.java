package io.shoken.classifier.reading;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.shoken.domain.Finding;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The baseline: a Spark MLlib pipeline that ends in one logistic regression a finding. */
public final class BaselineClassifier implements Classifier {
  private final PipelineModel pipeline;
  private final double[] thresholds;

  /**
   * @param pipeline reads {@code text_ja} and adds {@code raw_K} and {@code probability_K}, K being
   *     the position of the finding
   */
  public BaselineClassifier(PipelineModel pipeline, double[] thresholds) {
    this.pipeline = pipeline;
    this.thresholds = thresholds.clone();
  }

  @Override
  public Dataset<Row> read(Dataset<Row> texts) {
    int findings = Finding.labels().size();
    Column[] each = new Column[findings];
    for (int k = 0; k < findings; k++) {
      Column probability = second("probability_" + k);
      each[k] =
          struct(
              lit(Finding.labels().get(k)).as("finding"),
              second("raw_" + k).as("logit"),
              probability.as("probability"),
              lit(thresholds[k]).as("threshold"),
              when(probability.geq(thresholds[k]), 1).otherwise(0).as("decision"),
              lit(null).cast("string").as("evidence"));
    }
    return pipeline
        .transform(texts.select("report_id", "text_hash", "text_ja"))
        .select(col("report_id"), col("text_hash"), explode(array(each)).as("read"))
        .select("report_id", "text_hash", "read.*");
  }

  private static Column second(String vector) {
    return functions.vector_to_array(col(vector), "float64").getItem(1);
  }

  @Override
  public Map<String, Long> counted() {
    return Map.of();
  }
}
