package io.shoken.train.linear;

import io.shoken.classifier.evidence.EvidenceSettings;
import io.shoken.classifier.evidence.EvidenceTrainer;
import io.shoken.classifier.evidence.TrainingReport;
import io.shoken.classifier.evidence.TrainingReports;
import io.shoken.classifier.folder.ModelCard;
import io.shoken.classifier.reading.EvidenceClassifier;
import io.shoken.console.Progress;
import io.shoken.train.TrainingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The evidence model: in this process where the reports fit, else as a Spark aggregation. */
record EvidenceFit(EvidenceSettings settingsOfModel, long seed, int maxLocal, Progress progress)
    implements Fit {

  @Override
  public Fitted fit(Dataset<Row> training) {
    SparkSession spark = training.sparkSession();
    EvidenceTrainer trainer = new EvidenceTrainer(settingsOfModel, n -> progress.advance((long) n));
    progress.start("passes over the training reports", trainer.passes());
    EvidenceTrainer.Trained trained = trainer.train(reports(training));
    progress.done();
    Map<String, Double> thresholds = ModelCard.same(trained.threshold());
    double[] array = thresholds.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Fitted(
        thresholds,
        new EvidenceClassifier(spark, trained.model(), array),
        (local, target) -> trained.model().save(local));
  }

  private TrainingReports reports(Dataset<Row> training) {
    Map<String, Integer> folds =
        TrainingTable.folds(training, settingsOfModel.thresholdFolds(), seed);
    Dataset<Row> columns = training.select("text_hash", "text_ja", "labels");
    if (training.count() <= maxLocal) {
      // In the order of the hashes, so that equal tables give equal sums.
      List<TrainingReport> all =
          columns.orderBy("text_hash").collectAsList().stream()
              .map(row -> TrainingTable.report(row, folds))
              .toList();
      return TrainingReports.inMemory(all);
    }
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(training.sparkSession().sparkContext());
    Broadcast<Map<String, Integer>> shared = context.broadcast(folds);
    return new SparkReports(
        context, columns.javaRDD().map(row -> TrainingTable.report(row, shared.value())));
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("longest_ngram", settingsOfModel.longestNgram());
    settings.put("min_reports", settingsOfModel.minReports());
    settings.put("max_features", settingsOfModel.maxFeatures());
    settings.put("passes", settingsOfModel.passes());
    settings.put("learning_rate", settingsOfModel.learningRate());
    settings.put("decay", settingsOfModel.decay());
    settings.put("bias", settingsOfModel.bias());
    settings.put("threshold_folds", settingsOfModel.thresholdFolds());
    return settings;
  }

  @Override
  public String describe() {
    String cues =
        settingsOfModel.lexicon()
            ? "A hand-written lexicon of finding terms (`cues.tsv`) feeds it beside the n-grams."
            : "No lexicon of finding terms feeds it.";
    return """
        Evidence model: each clause of a report is scored alone from its character n-grams and its
        polarity, and a report has a finding as soon as one of its clauses says so (noisy-or). %s
        `vocabulary.tsv` has the features and the number of training reports that each stands in,
        `weights.tsv` a weight a feature and finding, `phrases.tsv` where clauses end and what
        denies, `settings.json` the rest.
        """
        .formatted(cues);
  }
}
