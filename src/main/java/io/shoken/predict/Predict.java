package io.shoken.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.shoken.model.Classifier;
import io.shoken.model.ModelFolder;
import io.shoken.table.JapaneseTexts;
import io.shoken.table.Run;
import io.shoken.table.Step;
import io.shoken.table.Table;
import io.shoken.table.TranslationPreference;
import io.shoken.table.Warehouse;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The step {@code predict}: Japanese texts become rows of {@code predictions}. A text of a report
 * that the same model has read already is not read again.
 */
public final class Predict implements Step {
  private final PredictOptions options;
  private final TranslationPreference preference;

  public Predict(PredictOptions options, TranslationPreference preference) {
    this.options = options;
    this.preference = preference;
  }

  @Override
  public String command() {
    return "predict";
  }

  /**
   * The model's content, the runs that wrote what it reads, and options.
   *
   * @throws io.shoken.report.UserException (INPUT) if the folder holds no model
   */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(open(warehouse).modelId());
    parts.addAll(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS));
    parts.add(options.splits().toString());
    parts.add(preference.toString());
    return parts;
  }

  private Classifier.Opened open(Warehouse warehouse) {
    return Classifier.open(folder(warehouse), warehouse.spark());
  }

  private ModelFolder folder(Warehouse warehouse) {
    return new ModelFolder(options.model(), warehouse.spark().sparkContext().hadoopConfiguration());
  }

  @Override
  public Outcome run(Run run) {
    Classifier.Opened opened = open(run.warehouse());
    Dataset<Row> all = texts(run.warehouse());
    Dataset<Row> unread = all.join(alreadyRead(run, opened.modelId()), keys(), "left_anti");
    long in = all.count();
    long todo = unread.count();
    if (todo == 0) {
      return Outcome.NOTHING_TO_DO;
    }
    run.progress().start("reading reports", -1);
    run.write(
        Table.PREDICTIONS,
        opened.classifier().read(unread).withColumn("model_id", lit(opened.modelId())));
    run.progress().done();
    run.count("in", todo);
    run.count("out", todo);
    run.count("read_before", in - todo);
    opened.classifier().counted().forEach(run::count);
    run.count("texts_seen_in_training", seenInTraining(run, unread));
    run.note("model_id", opened.modelId());
    run.note("model_kind", opened.card().kind());
    run.note("model_folder", options.model());
    return Outcome.DONE;
  }

  private Dataset<Row> texts(Warehouse warehouse) {
    Dataset<Row> texts = new JapaneseTexts(warehouse, preference).read();
    return options.splits().isEmpty()
        ? texts
        : texts.where(col("split").isin(options.splits().toArray()));
  }

  private static Dataset<Row> alreadyRead(Run run, String modelId) {
    return run.warehouse()
        .read(Table.PREDICTIONS)
        .where(col("model_id").equalTo(modelId))
        .select("report_id", "text_hash")
        .distinct();
  }

  private static String[] keys() {
    return new String[] {"report_id", "text_hash"};
  }

  private long seenInTraining(Run run, Dataset<Row> texts) {
    ModelFolder folder = folder(run.warehouse());
    if (!folder.has(ModelFolder.TRAINING_TEXTS)) {
      return 0;
    }
    Dataset<Row> seen =
        run.spark()
            .read()
            .text(folder.child(ModelFolder.TRAINING_TEXTS))
            .withColumnRenamed("value", "text_hash");
    return texts.join(seen, new String[] {"text_hash"}, "left_semi").count();
  }
}
