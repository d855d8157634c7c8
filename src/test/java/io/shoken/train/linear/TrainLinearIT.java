package io.shoken.train.linear;

import static io.shoken.testkit.TestWarehouse.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.classifier.evidence.EvidenceSettings;
import io.shoken.classifier.evidence.EvidenceTrainer;
import io.shoken.classifier.evidence.TrainingReport;
import io.shoken.classifier.evidence.TrainingReports;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.BaselineClassifier;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.core.UserException;
import io.shoken.predict.Predict;
import io.shoken.predict.PredictOptions;
import io.shoken.testkit.Sparks;
import io.shoken.testkit.TestWarehouse;
import io.shoken.train.linear.TrainLinearOptions.Kind;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLinearIT {
  @TempDir Path folder;
  private TestWarehouse warehouse;
  private Path out;

  @BeforeEach
  void fill() {
    warehouse = TestWarehouse.ofTwoSplits(folder.resolve("warehouse"));
    out = folder.resolve("model");
  }

  @Test
  void anEvidenceModelReadsWhatItHasNotSeenAndShowsWhy() {
    assertThat(warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0))).isEqualTo(Outcome.DONE);
    assertThat(out).isDirectoryContaining("glob:**/weights.tsv");
    assertThat(warehouse.run(predict())).isEqualTo(Outcome.DONE);
    String id = modelId();
    assertThat(id).startsWith("evidence-");
    assertThat(warehouse.agreement(id)).isGreaterThan(0.95);
    List<Row> rows = warehouse.warehouse().read(Table.PREDICTIONS).collectAsList();
    assertThat(rows).hasSize(20 * 18);
    for (Row row : rows) {
      boolean decided = row.<Integer>getAs("decision") == 1;
      assertThat(decided)
          .isEqualTo(row.<Double>getAs("probability") >= row.<Double>getAs("threshold"));
      assertThat(row.<String>getAs("evidence") != null).isEqualTo(decided);
    }
    assertThat(warehouse.manifest().counts())
        .containsEntry("in", 20L)
        .containsEntry("out", 20L)
        .containsEntry("clauses_scored", distinctClauses());
  }

  private long distinctClauses() {
    return warehouse
        .warehouse()
        .read(Table.REPORTS)
        .where("split = 'valid'")
        .selectExpr("explode(split(findings_ja, '。')) as clause")
        .where("clause <> ''")
        .distinct()
        .count();
  }

  @Test
  void aSecondRunHasNothingToDo() {
    warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0));
    TrainLinear again = TestWarehouse.train(Kind.EVIDENCE, out, 0);
    assertThat(warehouse.run(again)).isEqualTo(Outcome.NOTHING_TO_DO);
    warehouse.run(predict());
    assertThat(warehouse.run(predict())).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void aMissingFolderIsTrainedAgainToTheSameBytes() throws IOException {
    warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0));
    List<String> first =
        TestWarehouse.train(Kind.EVIDENCE, out, 0).fingerprint(warehouse.warehouse());
    Path kept = Files.move(out, folder.resolve("kept"));
    TrainLinear again = TestWarehouse.train(Kind.EVIDENCE, out, 0);
    assertThat(again.fingerprint(warehouse.warehouse())).isNotEqualTo(first);
    assertThat(warehouse.run(again)).isEqualTo(Outcome.DONE);
    for (String file : List.of("weights.tsv", "vocabulary.tsv", "training_texts.tsv")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(kept.resolve(file));
    }
  }

  @Test
  void aFolderWhoseRunWasKilledBeforeItsCommitIsTrainedAgain() throws IOException {
    warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0));
    Object id = warehouse.manifest().notes().get("model_id");
    Path runs = Path.of(URI.create(warehouse.warehouse().uri())).resolve("runs");
    Files.delete(runs.resolve(warehouse.manifest().runId()).resolve("manifest.json"));
    assertThat(warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0))).isEqualTo(Outcome.DONE);
    assertThat(warehouse.manifest().notes()).containsEntry("model_id", id);
  }

  @Test
  void sparkAddsUpTheSameModel() throws IOException {
    EvidenceTrainer trainer =
        new EvidenceTrainer(new EvidenceSettings(true, 3, 2, 50_000, 6, 0.1, 1e-4, -3, 2));
    List<TrainingReport> reports = TestWarehouse.reports(60);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(Sparks.local().sparkContext());
    EvidenceTrainer.Trained here = trainer.train(TrainingReports.inMemory(reports));
    EvidenceTrainer.Trained there =
        trainer.train(new SparkReports(context, context.parallelize(reports, 3)));
    assertThat(there.threshold()).isEqualTo(here.threshold());
    Path spread = Files.createDirectories(folder.resolve("spread"));
    Files.createDirectories(out);
    here.model().save(out);
    there.model().save(spread);
    assertThat(spread.resolve("vocabulary.tsv"))
        .hasSameBinaryContentAs(out.resolve("vocabulary.tsv"));
    List<String> weights = Files.readAllLines(out.resolve("weights.tsv"));
    List<String> spreadWeights = Files.readAllLines(spread.resolve("weights.tsv"));
    assertThat(spreadWeights).hasSameSizeAs(weights);
    for (int i = 1; i < weights.size(); i++) {
      assertSameWeights(weights.get(i).split("\t"), spreadWeights.get(i).split("\t"));
    }
  }

  private static void assertSameWeights(String[] here, String[] there) {
    assertThat(there[0]).isEqualTo(here[0]);
    for (int k = 1; k < here.length; k++) {
      // Written to four decimals, so rounding apart may move the last one.
      assertThat(Math.abs(Double.parseDouble(here[k]) - Double.parseDouble(there[k])))
          .isLessThan(1.5e-4);
    }
  }

  @Test
  void theBaselineIsAPipelineThatLoadsAgain() {
    assertThat(warehouse.run(TestWarehouse.train(Kind.BASELINE, out, 0))).isEqualTo(Outcome.DONE);
    PipelineModel bySpark = PipelineModel.load(out.resolve("pipeline").toString());
    assertThat(bySpark.stages()).isNotEmpty();
    assertThat(warehouse.run(predict())).isEqualTo(Outcome.DONE);
    assertThat(modelId()).startsWith("baseline-");
    assertThat(warehouse.agreement(modelId())).isGreaterThan(0.8);
    assertThat(warehouse.warehouse().read(Table.PREDICTIONS).where("evidence is not null").count())
        .isZero();
    double[] thresholds = new double[18];
    Dataset<Row> expected =
        new BaselineClassifier(bySpark, thresholds)
            .read(new JapaneseTexts(warehouse.warehouse(), ANY).read().where("split = 'valid'"))
            .select("text_hash", "finding", "logit", "probability");
    assertThat(
            warehouse
                .warehouse()
                .read(Table.PREDICTIONS)
                .select("text_hash", "finding", "logit", "probability")
                .exceptAll(expected)
                .count())
        .isZero();
  }

  @Test
  void outOfFoldPredictionsHaveAnIdOfTheirOwn() {
    warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 3));
    String id = (String) warehouse.manifest().notes().get("cross_validation_model_id");
    assertThat(id).startsWith("evidence-").endsWith("-cv3s1");
    assertThat(
            warehouse.warehouse().read(Table.PREDICTIONS).where("model_id = '" + id + "'").count())
        .isEqualTo(60 * 18);
    assertThat(warehouse.agreement(id)).isGreaterThan(0.9);
  }

  @Test
  void keepsAFolderThatIsNoModel() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> warehouse.run(TestWarehouse.train(Kind.EVIDENCE, out, 0)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("exists and is no model folder");
    assertThat(out.resolve("thesis.txt")).hasContent("mine");
  }

  @Test
  void refusesAFolderWithoutAModelOrWithABrokenCard() throws IOException {
    assertThatThrownBy(() -> warehouse.run(predict()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not exist");
    Files.createDirectories(out);
    assertThatThrownBy(() -> warehouse.run(predict()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no model folder that is known here");
    Files.writeString(out.resolve(ModelFolder.CARD), "{\"kind\":\"evidence\",\"thresholds\":{}}");
    assertThatThrownBy(() -> warehouse.run(predict()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no model card");
  }

  @Test
  void refusesASplitWithTooFewLabelledReports() {
    TrainLinear step =
        new TrainLinear(
            new TrainLinearSettings(true, 1, 100),
            new TrainLinearOptions(
                Kind.EVIDENCE,
                out.toString(),
                Optional.empty(),
                List.of("nowhere"),
                Optional.empty(),
                Optional.empty(),
                0),
            ANY,
            "test");
    assertThatThrownBy(() -> warehouse.run(step))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("splits [nowhere] have 0 reports");
  }

  private Predict predict() {
    return new Predict(
        new PredictOptions(out.toString(), List.of("valid")),
        ReadingSettings.DEFAULT,
        ANY,
        table -> {});
  }

  private String modelId() {
    return (String) warehouse.manifest().notes().get("model_id");
  }
}
