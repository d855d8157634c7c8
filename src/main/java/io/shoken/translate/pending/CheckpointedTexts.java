package io.shoken.translate.pending;

import io.shoken.warehouse.Storage;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs a task on texts that it reads from files of the warehouse. If tasks read them from other
 * executors' shuffle files and such an executor died, Spark would run the whole stage again while
 * its tasks are still at work, and texts would be paid for twice.
 */
public final class CheckpointedTexts {

  private CheckpointedTexts() {}

  /**
   * Runs the task on every partition, and removes the files when all have ended or one has failed.
   *
   * @param folder of the job alone, below the warehouse
   */
  public static void forEachPartition(
      Storage storage, String folder, Dataset<Row> texts, ForeachPartitionFunction<Row> task) {
    SparkContext spark = texts.sparkSession().sparkContext();
    spark.setCheckpointDir(storage.path(folder).toString());
    try {
      texts.checkpoint(true).foreachPartition(task);
    } finally {
      spark.setCheckpointDir(null);
      storage.delete(folder);
    }
  }
}
