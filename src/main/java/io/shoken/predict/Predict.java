package io.shoken.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.Classifier;
import io.shoken.classifier.reading.PassageGrowth;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.console.TextTable;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.StoredFiles;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The step {@code predict}: Japanese texts become rows of {@code predictions}. A text of a report
 * that the same model has read already is not read again.
 */
public final class Predict implements Step {
  private final PredictOptions options;
  private final ReadingSettings settings;
  private final TranslationPreference preference;
  private final Consumer<TextTable> show;
  private Classifier.Opened opened;

  /**
   * @param settings for a BERT folder
   * @param show prints a table
   */
  public Predict(
      PredictOptions options,
      ReadingSettings settings,
      TranslationPreference preference,
      Consumer<TextTable> show) {
    this.options = options;
    this.settings = settings;
    this.preference = preference;
    this.show = show;
  }

  @Override
  public String command() {
    return "predict";
  }

  /**
   * The model's content with the settings that change a prediction, the runs that wrote what it
   * reads, and options.
   *
   * @throws io.shoken.core.UserException (INPUT) if the folder holds no model
   */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(open(warehouse).modelId());
    parts.addAll(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS));
    parts.add(options.splits().toString());
    parts.add(preference.key());
    return parts;
  }

  /** The model, opened once: its files are hashed, and fetched where they are elsewhere. */
  private Classifier.Opened open(Warehouse warehouse) {
    if (opened == null) {
      opened = Classifier.open(folder(warehouse), warehouse.spark(), settings);
    }
    return opened;
  }

  private ModelFolder folder(Warehouse warehouse) {
    return new ModelFolder(options.model(), warehouse.spark().sparkContext().hadoopConfiguration());
  }

  @Override
  public Outcome run(Run run) {
    String modelId = open(run.warehouse()).modelId();
    Classifier classifier = opened.classifier();
    Dataset<Row> all = texts(run.warehouse());
    Dataset<Row> unread = run.notYetIn(Table.PREDICTIONS, col("model_id").equalTo(modelId), all);
    long in = all.count();
    long todo = unread.count();
    if (todo == 0) {
      return Outcome.NOTHING_TO_DO;
    }
    run.progress().start("reading reports", -1);
    try {
      run.write(
          Table.PREDICTIONS,
          classifier.read(spread(unread, todo)).withColumn("model_id", lit(modelId)));
    } finally {
      classifier.close();
    }
    run.progress().done();
    run.count("in", todo);
    run.count("out", todo);
    run.count("read_before", in - todo);
    classifier.counted().forEach(run::count);
    showGrowth(run, classifier.growth(all));
    run.count("texts_seen_in_training", seenInTraining(run, unread));
    run.note("model_id", modelId);
    run.note("model_kind", opened.kind());
    run.note("model_folder", options.model());
    return Outcome.DONE;
  }

  private Dataset<Row> texts(Warehouse warehouse) {
    Dataset<Row> texts = new JapaneseTexts(warehouse, preference).read();
    return options.splits().isEmpty()
        ? texts
        : texts.where(col("split").isin(options.splits().toArray()));
  }

  /** Into tasks of a bounded size: a join leaves too few for a model that is slow to read. */
  private Dataset<Row> spread(Dataset<Row> texts, long reports) {
    int most = opened.classifier().reportsPerTask();
    if (most == Integer.MAX_VALUE) {
      return texts;
    }
    long cores = texts.sparkSession().sparkContext().defaultParallelism();
    long tasks = Math.max(cores, (reports + most - 1) / most);
    return texts.repartition((int) Math.min(tasks, reports));
  }

  private void showGrowth(Run run, List<PassageGrowth> growth) {
    if (growth.isEmpty()) {
      return;
    }
    TextTable.Builder table =
        TextTable.titled("Passages left to read as the corpus grows")
            .columns("eighths", "passages", "distinct", "share");
    growth.forEach(g -> table.row(g.eighths(), g.passages(), g.distinct(), g.share()));
    show.accept(table.build());
    run.note(
        "passages_by_eighths",
        growth.stream().map(g -> List.of(g.eighths(), g.passages(), g.distinct())).toList());
  }

  private long seenInTraining(Run run, Dataset<Row> texts) {
    ModelFolder folder = folder(run.warehouse());
    if (!folder.has(ModelFolder.TRAINING_TEXTS)) {
      return 0;
    }
    Dataset<Row> seen =
        run.spark()
            .read()
            .text(StoredFiles.literal(new Path(folder.child(ModelFolder.TRAINING_TEXTS))))
            .withColumnRenamed("value", "text_hash");
    return texts.join(seen, new String[] {"text_hash"}, "left_semi").count();
  }
}
