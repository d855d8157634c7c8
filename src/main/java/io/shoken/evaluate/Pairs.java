package io.shoken.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Predictions joined with labels, each with its state: evaluated, or the reason why not. Cached
 * until closed, because three passes read it.
 */
final class Pairs implements AutoCloseable {
  private static final Column EVALUATED = col("state").equalTo(Census.EVALUATED);

  private final EvaluateOptions options;
  private final EvaluateSettings settings;
  private final Dataset<Row> marked;

  Pairs(
      Warehouse warehouse,
      Selection selection,
      EvaluateOptions options,
      EvaluateSettings settings) {
    this.options = options;
    this.settings = settings;
    Dataset<Row> labels =
        warehouse
            .current(Table.LABELS, "report_id", "finding", "label_source")
            .where(col("label_source").equalTo(selection.labelSource()))
            .select("report_id", "finding", "label");
    Dataset<Row> trained =
        TrainingTexts.read(warehouse.spark(), options.modelDirs()).withColumn("trained", lit(true));
    Dataset<Row> joined =
        predictions(warehouse, selection)
            .join(labels, new String[] {"report_id", "finding"}, "left")
            .join(trained, new String[] {"text_hash"}, "left")
            .withColumn("trained", coalesce(col("trained"), lit(false)))
            .withColumn("state", state());
    this.marked =
        (options.against().isPresent() ? onlyInBoth(joined) : joined)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Dataset<Row> predictions(Warehouse warehouse, Selection selection) {
    Dataset<Row> predictions =
        warehouse
            .current(Table.PREDICTIONS, "report_id", "finding", "model_id")
            .where(col("model_id").isin(selection.models().toArray()))
            .select("report_id", "finding", "model_id", "probability", "decision", "text_hash");
    if (options.split().isEmpty()) {
      return predictions;
    }
    Dataset<Row> inSplit =
        warehouse
            .current(Table.REPORTS, "report_id")
            .where(col("split").equalTo(options.split().get()))
            .select("report_id");
    return predictions.join(inSplit, new String[] {"report_id"}, "left_semi");
  }

  private Column state() {
    Column state =
        when(col("label").isNull(), Census.UNLABELLED)
            .when(col("decision").isNull(), Census.UNDECIDED);
    if (settings.excludeTrainingTexts()) {
      state = state.when(col("trained"), Census.TRAINING_TEXT);
    }
    return state.otherwise(Census.EVALUATED);
  }

  /** A comparison counts only decisions that both models made. */
  private static Dataset<Row> onlyInBoth(Dataset<Row> joined) {
    Column models =
        count(when(EVALUATED, 1)).over(Window.partitionBy(col("report_id"), col("finding")));
    return joined
        .withColumn("models", models)
        .withColumn(
            "state",
            when(EVALUATED.and(col("models").lt(2)), Census.NOT_IN_BOTH).otherwise(col("state")))
        .drop("models");
  }

  Dataset<Row> evaluated() {
    return marked.where(EVALUATED);
  }

  /** Counts by model, finding and state. */
  Census census() {
    Column probability = col("probability");
    Dataset<Row> counts =
        marked
            .groupBy("model_id", "finding", "state")
            .agg(
                count(lit(1)).as("n"),
                // NaN is above every number in Spark's order, so it counts as above 1.
                count_if(probability.lt(0).or(probability.gt(1))).as("unsound"));
    return Census.of(counts.collectAsList());
  }

  OutcomeTally tally(Census census) {
    return evaluated()
        .groupBy("report_id")
        .agg(collect_list(struct("model_id", "finding", "label", "decision")).as("decisions"))
        .javaRDD()
        .mapPartitions(new TallyReports(census, settings))
        .treeReduce(OutcomeTally::plus);
  }

  /** What is known of training texts among the evaluated ones, for the manifest. */
  Map<String, Object> trainingTextsNote() {
    if (options.modelDirs().isEmpty()) {
      return Map.of("checked", false);
    }
    Row found =
        marked
            .where(col("trained"))
            .agg(countDistinct("report_id"), countDistinct("text_hash"))
            .first();
    return Map.of(
        "checked", true,
        "reports", found.getLong(0),
        "texts", found.getLong(1),
        "excluded", settings.excludeTrainingTexts());
  }

  @Override
  public void close() {
    marked.unpersist();
  }
}
