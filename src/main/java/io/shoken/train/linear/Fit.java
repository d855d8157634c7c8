package io.shoken.train.linear;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.Classifier;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One of the two ways to learn a classifier from a training table. */
sealed interface Fit permits EvidenceFit, BaselineFit {

  /**
   * What was learnt.
   *
   * @param thresholds by finding, in file order
   * @param content writes the model's own files
   */
  record Fitted(
      Map<String, Double> thresholds, Classifier classifier, ModelFolder.Content content) {}

  /** Learns from every row. */
  Fitted fit(Dataset<Row> training);

  /** What the card and the default run id say of it. */
  Map<String, Object> settings();

  /** A paragraph for the README of the model folder. */
  String describe();
}
