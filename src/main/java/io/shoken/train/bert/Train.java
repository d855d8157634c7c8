package io.shoken.train.bert;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.shoken.classifier.bert.recipe.FineTuneSettings;
import io.shoken.classifier.bert.recipe.FineTuning;
import io.shoken.classifier.bert.recipe.LabelledReport;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.Classifier;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.core.UserException;
import io.shoken.train.TrainingStep;
import io.shoken.train.TrainingTable;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The step {@code train}: Japanese texts and labels become a BERT classifier in a Hugging Face
 * folder, which appears whole. Checkpoints are kept next to it until then, so that the same command
 * resumes after a kill. With a fold, the reports of that part are left out and predicted.
 */
public final class Train extends TrainingStep {
  private static final int LEAST_REPORTS = 20;

  private final FineTuneSettings settings;
  private final ReadingSettings reading;
  private final TrainOptions options;

  /**
   * @param reading how the part that a fold leaves out is predicted
   * @param codeVersion of this program, for the model's card
   */
  public Train(
      FineTuneSettings settings,
      ReadingSettings reading,
      TrainOptions options,
      TranslationPreference preference,
      String codeVersion) {
    super(options.out(), options.labelSource(), preference, codeVersion);
    this.settings = settings;
    this.reading = reading;
    this.options = options;
  }

  @Override
  public String command() {
    return "train";
  }

  @Override
  protected List<String> settingsOfModel(Warehouse warehouse) {
    List<String> parts = new ArrayList<>(List.of(options.toString(), settings.recipe()));
    options.model().ifPresent(m -> parts.add(existing(warehouse, m).contentHash()));
    return parts;
  }

  @Override
  protected Optional<String> inputsHash(ModelFolder folder) {
    return TrainedFolder.inputsHash(folder);
  }

  private static ModelFolder existing(Warehouse warehouse, String name) {
    ModelFolder folder = folder(warehouse, name);
    if (!folder.exists()) {
      throw UserException.input(
          "--model " + folder + " does not exist; expected a Hugging Face folder with a BERT");
    }
    return folder;
  }

  @Override
  protected void train(Run run, ModelFolder out, String source, String inputsHash) {
    Dataset<Row> texts =
        new JapaneseTexts(run.warehouse(), preference)
            .read()
            .where(col("split").isin(options.splits().toArray()))
            .withColumn("patient_id", coalesce(col("patient_id"), col("report_id")))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      train(run, out, texts, source, inputsHash);
    } finally {
      texts.unpersist(false);
    }
  }

  private void train(
      Run run, ModelFolder out, Dataset<Row> texts, String source, String inputsHash) {
    Dataset<Row> table = TrainingTable.of(run.warehouse(), texts, source, options.splits());
    TrainingData data = TrainingData.collect(table, texts, options.fold(), settings.foldSeed());
    requireReports(data.labelled().size(), source);
    run.count("in", texts.count());
    run.count("trained_on", data.labelled().size());
    run.count("held_out", data.heldOut().size());
    out.refuseOtherContent(); // before the work rather than after it
    requireApart(out, run.warehouse());
    Path work = work(out, inputsHash);
    FineTuning.Data learnt = learnt(run.warehouse(), data, source, inputsHash);
    FineTuning.Trained trained =
        new FineTuning(settings, work, run.progress(), System::nanoTime).run(learnt);
    new TrainedFolder(learnt, trained, settings).write(out, data.texts().keySet());
    note(run, trained, learnt);
    predictHeldOut(run, out, texts, data);
    TrainedFolder.deleteWork(work);
  }

  private void requireReports(int reports, String source) {
    if (reports < LEAST_REPORTS) {
      throw UserException.input(
          "splits %s have %d reports to learn from with Japanese text and all 18 labels of %s; at least %d are needed; translate or ingest more, or name another --split"
              .formatted(options.splits(), reports, source, LEAST_REPORTS));
    }
  }

  private void requireApart(ModelFolder out, Warehouse warehouse) {
    if (options
        .model()
        .filter(m -> folder(warehouse, m).toString().equals(out.toString()))
        .isPresent()) {
      throw UserException.usage("--out is the folder of --model; name another, a base is kept");
    }
  }

  private FineTuning.Data learnt(
      Warehouse warehouse, TrainingData data, String source, String inputsHash) {
    Map<Boolean, List<LabelledReport>> parts =
        data.validated(settings.validationShare(), settings.seed());
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put(TrainedFolder.INPUTS, inputsHash);
    origin.put("label_source", source);
    origin.put("splits", String.join(", ", options.splits()));
    options.fold().ifPresent(f -> origin.put("left_out", "part " + f.part() + " of " + f.parts()));
    origin.put("training_reports", Integer.toString(parts.get(false).size()));
    origin.put("validation_reports", Integer.toString(parts.get(true).size()));
    origin.put("code_version", codeVersion);
    return new FineTuning.Data(
        options.model().map(m -> existing(warehouse, m).local()),
        options.model().map(m -> Path.of(m).getFileName().toString()).orElse(""),
        List.copyOf(data.texts().values()),
        parts.get(false),
        parts.get(true),
        data.hash(),
        options.licence().orElse(settings.licence()),
        origin);
  }

  /** Where checkpoints lie: one folder for each training, so that none is mistaken for another. */
  private Path work(ModelFolder out, String inputsHash) {
    URI address = URI.create(out.toString().replace(" ", "%20"));
    if (settings.checkpoints().folder().isEmpty() && !"file".equals(address.getScheme())) {
      throw UserException.usage(
          "--out "
              + out
              + " is not on this machine: say with --set train.checkpoints.folder=DIR where"
              + " checkpoints lie meanwhile");
    }
    Path beside =
        settings
            .checkpoints()
            .folder()
            .map(folder -> Path.of(folder).resolve(Path.of(address.getPath()).getFileName()))
            .orElseGet(() -> Path.of(address.getPath()));
    return beside
        .resolveSibling(beside.getFileName() + ".checkpoint")
        .resolve(inputsHash.substring(0, 12));
  }

  private void note(Run run, FineTuning.Trained trained, FineTuning.Data learnt) {
    run.count("validated_on", learnt.validation().size());
    run.note("recipe", settings.recipe());
    run.note("loss_curve", trained.curve());
    trained.scores().ifPresent(s -> run.note("validation_macro_f1", s.macro().f1()));
  }

  /** Predictions of the part that was left out, as {@code predict} would make them. */
  private void predictHeldOut(Run run, ModelFolder out, Dataset<Row> texts, TrainingData data) {
    Classifier.Opened opened = Classifier.open(out, run.spark(), reading);
    run.note("model_id", opened.modelId());
    if (options.fold().isPresent()) {
      Classifier classifier = opened.classifier();
      try {
        run.write(
            Table.PREDICTIONS,
            classifier
                .read(texts.where(col("report_id").isin(data.heldOut().toArray())))
                .withColumn("model_id", lit(opened.modelId())));
      } finally {
        classifier.close();
      }
    }
  }
}
