package io.shoken.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Texts on the way to their tasks, in files of the warehouse for as long as they are asked for.
 * Tasks that read them from other executors' shuffle files would pay twice: when such an executor
 * dies, Spark runs the whole stage again, beside the tasks of it that are still at work.
 */
final class SafeTexts implements AutoCloseable {
  private final SparkContext spark;
  private final Path folder;
  private final Dataset<Row> texts;

  private SafeTexts(SparkContext spark, Path folder, Dataset<Row> texts) {
    this.spark = spark;
    this.folder = folder;
    this.texts = texts;
  }

  /**
   * Writes them.
   *
   * @param folder of the job alone, on a file system that executors and driver share
   * @param texts one partition for each task
   */
  static SafeTexts write(Path folder, Dataset<Row> texts) {
    SparkContext spark = texts.sparkSession().sparkContext();
    spark.setCheckpointDir(folder.toString());
    return new SafeTexts(spark, folder, texts.checkpoint(true));
  }

  Dataset<Row> texts() {
    return texts;
  }

  @Override
  public void close() {
    spark.setCheckpointDir(null);
    try {
      FileSystem files = folder.getFileSystem(spark.hadoopConfiguration());
      files.delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
