package io.shoken.classifier.reading;

import io.shoken.classifier.baseline.BaselineFolder;
import io.shoken.classifier.evidence.EvidenceModel;
import io.shoken.classifier.folder.ModelCard;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.core.UserException;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads the findings of a table of reports, with whichever of the three kinds of model. */
public sealed interface Classifier permits EvidenceClassifier, BaselineClassifier, BertClassifier {

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

  /** Counts for the manifest; complete once the rows of {@link #read} have been written. */
  Map<String, Long> counted();

  /** Most reports of a task; few for a slow model, so that little is lost with an executor. */
  default int reportsPerTask() {
    return Integer.MAX_VALUE;
  }

  /**
   * How the number of distinct passages grows with the corpus; empty for a model that reads whole
   * reports, or is fast enough that the number of passages does not matter.
   */
  default List<PassageGrowth> growth(Dataset<Row> texts) {
    return List.of();
  }

  /** Frees what this process holds of the model. */
  default void close() {}

  /** A model folder that was opened; {@code kind} is evidence, baseline or bert. */
  record Opened(String modelId, String kind, Classifier classifier) {}

  /**
   * Opens a folder by what is in it.
   *
   * @param settings for a BERT; the others have none
   * @throws UserException (INPUT) if it holds no model that is known here
   */
  static Opened open(ModelFolder folder, SparkSession spark, ReadingSettings settings) {
    if (CheckedBert.is(folder)) {
      CheckedBert bert = CheckedBert.open(folder);
      return new Opened(
          modelId(CheckedBert.KIND, bert.hash()) + settings.marks(bert.notes()),
          CheckedBert.KIND,
          new BertClassifier(spark, bert, settings));
    }
    java.nio.file.Path local = folder.local();
    ModelCard card = folder.card().orElseThrow(() -> unknown(folder, "config.json or shoken.json"));
    String id = modelId(folder, card);
    if (EvidenceModel.isFolder(local)) {
      return new Opened(
          id,
          card.kind(),
          new EvidenceClassifier(spark, EvidenceModel.load(local), card.thresholdArray()));
    }
    if (folder.has(BaselineFolder.PIPELINE)) {
      PipelineModel pipeline =
          BaselineFolder.load(folder, spark.sparkContext().hadoopConfiguration());
      return new Opened(id, card.kind(), new BaselineClassifier(pipeline, card.thresholdArray()));
    }
    throw unknown(folder, "vocabulary.tsv with weights.tsv, or " + BaselineFolder.PIPELINE);
  }

  /** The id of predictions by that folder: its kind and 12 digits of its content's hash. */
  static String modelId(ModelFolder folder, ModelCard card) {
    return modelId(card.kind(), folder.contentHash());
  }

  private static String modelId(String kind, String hash) {
    return kind + "-" + hash.substring(0, 12);
  }

  private static UserException unknown(ModelFolder folder, String missing) {
    return UserException.input(
        folder + " is no model folder that is known here: it has no " + missing);
  }
}
