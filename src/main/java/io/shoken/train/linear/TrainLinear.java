package io.shoken.train.linear;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.shoken.classifier.evidence.EvidenceSettings;
import io.shoken.classifier.folder.ModelCard;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.Classifier;
import io.shoken.core.UserException;
import io.shoken.train.TrainingStep;
import io.shoken.train.TrainingTable;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * The step {@code train-linear}: Japanese texts and labels become a model folder, which appears
 * whole. With folds, predictions of each report by a model that has not seen it go to {@code
 * predictions} as well, so that {@code evaluate} shows a cross-validation like any other model.
 */
public final class TrainLinear extends TrainingStep {
  private final TrainLinearSettings settings;
  private final TrainLinearOptions options;

  /**
   * @param codeVersion of this program, for the model's card
   */
  public TrainLinear(
      TrainLinearSettings settings,
      TrainLinearOptions options,
      TranslationPreference preference,
      String codeVersion) {
    super(options.out(), options.labelSource(), preference, codeVersion);
    this.settings = settings;
    this.options = options;
  }

  @Override
  public String command() {
    return "train-linear";
  }

  @Override
  protected List<String> settingsOfModel(Warehouse warehouse) {
    return List.of(options.toString(), "lexicon " + lexicon() + ", seed " + seed());
  }

  @Override
  protected Optional<String> inputsHash(ModelFolder folder) {
    return folder.card().map(ModelCard::inputsHash);
  }

  private boolean lexicon() {
    return options.kind() == TrainLinearOptions.Kind.EVIDENCE
        && options.lexicon().orElse(settings.lexicon());
  }

  private long seed() {
    return options.seed().orElse(settings.seed());
  }

  @Override
  protected void train(Run run, ModelFolder folder, String source, String inputsHash) {
    Dataset<Row> texts = new JapaneseTexts(run.warehouse(), preference).read();
    Dataset<Row> training =
        TrainingTable.of(run.warehouse(), texts, source, options.splits())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long reports = training.count();
      requireReports(reports, source);
      run.count("in", texts.where(col("split").isin(options.splits().toArray())).count());
      run.count("trained_on", reports);
      Fit fit = fit(run);
      Fit.Fitted fitted = fit.fit(training);
      ModelCard card = card(fit, fitted, training, reports, source, inputsHash);
      folder.write(card, content(fit, fitted, card, training));
      String id = Classifier.modelId(folder, card);
      run.note("model_id", id);
      if (options.folds() > 0) {
        crossValidate(run, fit, training, id);
      }
    } finally {
      training.unpersist(false);
    }
  }

  private void requireReports(long reports, String source) {
    int least = Math.max(options.folds(), 20);
    if (reports < least) {
      throw UserException.input(
          "splits %s have %d reports with Japanese text and all 18 labels of %s; at least %d are needed; translate or ingest more, or name another --split"
              .formatted(options.splits(), reports, source, least));
    }
  }

  private Fit fit(Run run) {
    return switch (options.kind()) {
      case BASELINE -> new BaselineFit(run.progress());
      case EVIDENCE ->
          new EvidenceFit(
              EvidenceSettings.standard(lexicon()),
              seed(),
              settings.maxLocalReports(),
              run.progress());
    };
  }

  private ModelCard card(
      Fit fit,
      Fit.Fitted fitted,
      Dataset<Row> training,
      long reports,
      String source,
      String inputsHash) {
    // Hashes and labels, no texts; one short string a report.
    List<String> data =
        training
            .selectExpr("concat(text_hash, ' ', array_join(labels, ''))")
            .as(Encoders.STRING())
            .collectAsList()
            .stream()
            .sorted()
            .toList();
    return new ModelCard(
        options.kind().key(),
        fitted.thresholds(),
        source,
        options.splits(),
        reports,
        hash(data),
        inputsHash,
        fit.settings(),
        seed(),
        lexicon(),
        codeVersion);
  }

  private static ModelFolder.Content content(
      Fit fit, Fit.Fitted fitted, ModelCard card, Dataset<Row> training) {
    return (Path local, String target) -> {
      fitted.content().write(local, target);
      Files.writeString(local.resolve("README.md"), ModelReadme.of(card, fit.describe()));
      List<String> hashes =
          training
              .select("text_hash")
              .distinct()
              .orderBy("text_hash")
              .as(Encoders.STRING())
              .collectAsList();
      writeTexts(local, hashes);
    };
  }

  /** Writes out-of-fold predictions under the model's id with the folds and the seed behind it. */
  private void crossValidate(Run run, Fit fit, Dataset<Row> training, String id) {
    Map<String, Integer> folds = TrainingTable.folds(training, options.folds(), seed());
    Column fold =
        udf((UDF1<String, Integer>) folds::get, DataTypes.IntegerType).apply(col("text_hash"));
    String modelId = id + "-cv" + options.folds() + "s" + seed();
    for (int f = 0; f < options.folds(); f++) {
      Fit.Fitted fitted = fit.fit(training.where(fold.notEqual(f)));
      run.write(
          Table.PREDICTIONS,
          fitted
              .classifier()
              .read(training.where(fold.equalTo(f)))
              .withColumn("model_id", lit(modelId)));
    }
    run.note("cross_validation_model_id", modelId);
  }
}
