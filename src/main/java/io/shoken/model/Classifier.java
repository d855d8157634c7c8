package io.shoken.model;

import io.shoken.evidence.EvidenceModel;
import io.shoken.report.UserException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads findings from reports, whatever the model. */
public sealed interface Classifier permits EvidenceClassifier, BaselineClassifier {

  /** Columns of {@link #read}. */
  StructType SCHEMA =
      StructType.fromDDL(
          "report_id STRING, text_hash STRING, finding STRING, logit DOUBLE, probability DOUBLE,"
              + " threshold DOUBLE, decision INT, evidence STRING");

  /**
   * One row a report and finding, with the columns of {@link #SCHEMA}. Lazy.
   *
   * @param texts with {@code report_id}, {@code text_hash} and {@code text_ja}
   */
  Dataset<Row> read(Dataset<Row> texts);

  /** What it counted while it read, once what it read has been written. */
  Map<String, Long> counted();

  /** A model folder that was opened. */
  record Opened(String modelId, ModelCard card, Classifier classifier) {}

  /**
   * Opens a folder by what is in it.
   *
   * @throws UserException (INPUT) if it holds no model that is known here
   */
  static Opened open(ModelFolder folder, SparkSession spark) {
    java.nio.file.Path local = folder.local();
    ModelCard card = folder.card().orElseThrow(() -> unknown(folder, ModelFolder.CARD));
    String id = modelId(folder, card);
    if (EvidenceModel.isFolder(local)) {
      return new Opened(
          id,
          card,
          new EvidenceClassifier(spark, EvidenceModel.load(local), card.thresholdArray()));
    }
    if (folder.has(BaselineClassifier.PIPELINE)) {
      PipelineModel pipeline = BaselineClassifier.load(folder);
      return new Opened(id, card, new BaselineClassifier(pipeline, card.thresholdArray()));
    }
    throw unknown(folder, "vocabulary.tsv with weights.tsv, or " + BaselineClassifier.PIPELINE);
  }

  /** The id of predictions by that folder: its kind and 12 digits of its content's hash. */
  static String modelId(ModelFolder folder, ModelCard card) {
    return card.kind() + "-" + folder.contentHash().substring(0, 12);
  }

  /** The id of the model in a folder, or empty where there is none. */
  static Optional<String> modelId(ModelFolder folder) {
    return folder.card().map(card -> modelId(folder, card));
  }

  private static UserException unknown(ModelFolder folder, String missing) {
    return UserException.input(
        folder + " is no model folder that is known here: it has no " + missing);
  }
}
