package io.shoken.app;

import static org.apache.spark.sql.functions.col;

import io.shoken.evaluate.Evaluate;
import io.shoken.evaluate.EvaluateOptions;
import io.shoken.ingest.Ingest;
import io.shoken.ingest.IngestOptions;
import io.shoken.predict.PredictOptions;
import io.shoken.publish.PublishOptions;
import io.shoken.score.ScoreOptions;
import io.shoken.tokenize.TokenizeOptions;
import io.shoken.train.bert.TrainOptions;
import io.shoken.train.linear.TrainLinearOptions;
import io.shoken.translate.Translate;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** All steps in order. Each finds for itself what is left to do. */
final class Pipeline {
  private static final String TRAIN = "train";
  private static final String TEST = "valid";
  private static final String BERT = "bert";
  private static final String SAMPLE_LICENCE = "Apache-2.0";

  /** Parts of the cross-validation where no split is kept for testing. */
  private static final int FOLDS = 5;

  private final Application application;
  private int exitCode = Application.DONE;

  Pipeline(Application application) {
    this.application = application;
  }

  /** Runs all steps on the user's files, or on the sample data, and returns the exit code. */
  int run(InputOptions input) {
    IngestOptions files = input.isEmpty() ? sampleData() : input.toIngest();
    part(new Ingest(application.settings().ingest(), files, Clock.systemUTC()), "ingest");
    part(
        TranslateCommand.of(application, new Translate.Options(false, Optional.empty(), false)),
        "translate");
    if (!application.warehouse().runsOf(Table.REVISIONS).isEmpty()) {
      part(ScoreCommand.of(application, new ScoreOptions(Optional.empty())), "score");
    }
    part(
        TokenizeCommand.of(application, TokenizeOptions.ofCorpus(models() + "/tokenizer")),
        "tokenize");
    if (application.warehouse().runsOf(Table.LABELS).isEmpty()) {
      application.terminal().say("no labels: the classifiers are left out");
    } else {
      classify();
    }
    if (input.isEmpty()) {
      publishSample();
    }
    String page = application.writePage();
    sayMacroF1();
    System.out.println("run page: " + page);
    return exitCode;
  }

  private IngestOptions sampleData() {
    String folder = application.settings().run().sampleData() + "/";
    return new IngestOptions(
        List.of(folder + "train_reports.csv", folder + "validation_reports.csv"),
        List.of(folder + "train_predicted_labels.csv", folder + "valid_predicted_labels.csv"),
        List.of(folder + "no_chest_train.txt", folder + "no_chest_valid.txt"),
        Optional.empty(),
        Optional.empty());
  }

  /** The sample data's licence is known; other files are published by their owner's command. */
  private void publishSample() {
    application
        .settings()
        .run()
        .published()
        .ifPresent(
            folder ->
                part(
                    PublishCommand.of(
                        application,
                        new PublishOptions(
                            Path.of(folder),
                            SAMPLE_LICENCE,
                            false,
                            Optional.empty(),
                            Optional.empty()),
                        application.settings().publish().of("sample-data", SAMPLE_LICENCE)),
                    "publish"));
  }

  private void classify() {
    boolean tested = hasSplit(TEST);
    for (TrainLinearOptions.Kind kind : TrainLinearOptions.Kind.values()) {
      String folder = folder(kind);
      part(
          TrainLinearCommand.of(
              application,
              new TrainLinearOptions(
                  kind,
                  folder,
                  Optional.empty(),
                  hasSplit(TRAIN) ? List.of(TRAIN) : List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  tested ? 0 : FOLDS)),
          "train-" + kind.key());
      part(
          PredictCommand.of(application, new PredictOptions(folder, List.of())),
          "predict-" + kind.key());
    }
    application.settings().run().preset().ifPresent(preset -> trainBert(preset, tested));
    EvaluateOptions evaluated =
        new EvaluateOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            tested ? Optional.of(TEST) : Optional.empty(),
            // A cross-validation has seen every text, each by another model.
            tested ? folders() : List.of());
    part(new Evaluate(evaluated, application.settings().evaluate(), application::show), "evaluate");
  }

  private void trainBert(String preset, boolean tested) {
    String folder = models() + "/" + BERT;
    part(
        TrainCommand.of(
            application,
            new TrainOptions(
                Optional.empty(),
                Optional.of(preset),
                folder,
                Optional.empty(),
                hasSplit(TRAIN) ? List.of(TRAIN) : List.of(),
                tested ? Optional.empty() : Optional.of(new TrainOptions.Fold(1, FOLDS)),
                Optional.empty())),
        "train-" + BERT);
    if (tested) { // else the fold that was left out is predicted already, and the rest was seen
      part(
          PredictCommand.of(application, new PredictOptions(folder, List.of())), "predict-" + BERT);
    }
  }

  private String folder(TrainLinearOptions.Kind kind) {
    return models() + "/" + kind.key();
  }

  private String models() {
    return application.settings().run().models();
  }

  private List<String> folders() {
    List<String> folders = new ArrayList<>();
    Arrays.stream(TrainLinearOptions.Kind.values()).map(this::folder).forEach(folders::add);
    application.settings().run().preset().ifPresent(preset -> folders.add(models() + "/" + BERT));
    return folders;
  }

  private boolean hasSplit(String name) {
    return !application.warehouse().read(Table.REPORTS).where(col("split").equalTo(name)).isEmpty();
  }

  private void sayMacroF1() {
    application
        .warehouse()
        .current(Table.EVALUATIONS, "model_id", "label_source", "split", "finding")
        .where(col("finding").equalTo("macro"))
        .orderBy("model_id")
        .collectAsList()
        .forEach(Pipeline::sayMacroF1);
  }

  private static void sayMacroF1(Row row) {
    System.out.printf(
        "macro F1 %.3f (%.3f-%.3f)  %s, split %s%n",
        row.<Double>getAs("f1"),
        row.<Double>getAs("f1_low"),
        row.<Double>getAs("f1_high"),
        row.<String>getAs("model_id"),
        row.<String>getAs("split"));
  }

  private void part(Step step, String name) {
    exitCode = Math.max(exitCode, application.executeAsPart(step, name));
  }
}
