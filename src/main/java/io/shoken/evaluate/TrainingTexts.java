package io.shoken.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.core.UserException;
import io.shoken.warehouse.StoredFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The hashes of the texts that models were trained on, out of {@value #FILE} in their folders: a
 * text hash is the first tab-separated field of a line; other lines are headers or comments.
 */
final class TrainingTexts {
  static final String FILE = "training_texts.tsv";

  /** Of 15 million texts. */
  private static final long LARGEST_FILE = 1L << 30;

  private static final String SHA_256 = "[0-9a-f]{64}";

  private TrainingTexts() {}

  /**
   * One column {@code text_hash} without repetition; no rows without folders.
   *
   * @throws UserException (5) if a folder lacks the file
   */
  static Dataset<Row> read(SparkSession spark, List<String> modelDirs) {
    if (modelDirs.isEmpty()) {
      return spark.emptyDataset(Encoders.STRING()).toDF("text_hash");
    }
    String[] files =
        modelDirs.stream()
            .map(dir -> StoredFiles.literal(new Path(file(spark, dir))))
            .toArray(String[]::new);
    return spark
        .read()
        .text(files)
        .select(substring_index(col("value"), "\t", 1).as("text_hash"))
        .where(col("text_hash").rlike("^" + SHA_256 + "$"))
        .distinct();
  }

  private static String file(SparkSession spark, String modelDir) {
    Path file = new Path(modelDir, FILE);
    try {
      if (!file.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(file)) {
        throw UserException.input(
            "the model folder "
                + modelDir
                + " has no "
                + FILE
                + ", so it is not known which texts it"
                + " was trained on; train again, or leave out --model-dir");
      }
      return new ModelFolder(modelDir, spark.sparkContext().hadoopConfiguration())
          .file(FILE, LARGEST_FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
