package io.shoken.classifier.reading;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A BERT folder over a table: each task reads with the one model of its JVM. */
final class BertClassifier implements Classifier {
  /** A task's share: enough to fill batches, little enough to lose when an executor dies. */
  private static final int REPORTS_PER_TASK = 256;

  private final BertJob job;
  private final CheckedBert folder;
  private final BertCounts counts;

  BertClassifier(SparkSession spark, CheckedBert folder, ReadingSettings settings) {
    this.job = BertJob.of(spark.sparkContext(), folder, settings);
    this.folder = folder;
    this.counts = new BertCounts(spark.sparkContext());
  }

  @Override
  public Dataset<Row> read(Dataset<Row> texts) {
    Dataset<Row> rows = texts.select("report_id", "text_hash", "text_ja");
    return job.addFindings(rows, "text_ja", "findings", counts)
        .select(col("report_id"), col("text_hash"), explode(col("findings")).as("read"))
        .select("report_id", "text_hash", "read.*");
  }

  @Override
  public Map<String, Long> counted() {
    return counts.values();
  }

  @Override
  public int reportsPerTask() {
    return REPORTS_PER_TASK;
  }

  @Override
  public List<PassageGrowth> growth(Dataset<Row> texts) {
    return folder.readsPassages()
        ? PassageGrowth.of(texts, CheckedBert.passages(folder.notes()))
        : List.of();
  }

  @Override
  public void close() {
    LoadedBert.closeIdle();
  }
}
