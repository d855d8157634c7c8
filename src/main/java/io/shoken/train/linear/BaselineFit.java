package io.shoken.train.linear;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import io.shoken.classifier.baseline.BaselineFolder;
import io.shoken.classifier.reading.BaselineClassifier;
import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What everyone would try first, out of MLlib's own parts so that any Spark loads it: TF-IDF of
 * character n-grams of the whole report and one logistic regression a finding. A finding is read
 * where its probability is at least its share of the training reports, which is what weighing both
 * classes equally would do; MLlib takes the variance of features from weighed rows, and with such
 * weights it regularises the telling features of a rare finding away.
 */
record BaselineFit(Progress progress) implements Fit {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 6;

  /** The most frequent n-grams of each length; bounds memory and the size of the folder. */
  private static final int VOCABULARY = 1 << 16;

  /** The least share of reports that an n-gram is in: rarer ones cost time and hardly decide. */
  private static final double MIN_SHARE = 0.015;

  private static final int ITERATIONS = 60;
  private static final int AT_A_TIME = 4;

  /**
   * Of weights for features of unit variance. MLlib optimises over those even where it is told to
   * regularise the others, and then ends far from the optimum.
   */
  private static final double REGULARISATION = 0.3;

  /** Rows for each task: short jobs cost more than what they compute. */
  private static final int REPORTS_PER_TASK = 2000;

  private static final int FINDINGS = Finding.labels().size();

  @Override
  public Fitted fit(Dataset<Row> training) {
    progress.start("logistic regressions", FINDINGS);
    PipelineModel model = model(training);
    progress.done();
    Map<String, Double> thresholds = shares(training);
    double[] array = thresholds.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Fitted(
        thresholds,
        new BaselineClassifier(model, array),
        (local, target) -> model.write().save(target + "/" + BaselineFolder.PIPELINE));
  }

  private PipelineModel model(Dataset<Row> training) {
    PipelineModel features = new Pipeline().setStages(featureStages()).fit(training);
    int tasks = (int) (1 + training.count() / REPORTS_PER_TASK);
    Dataset<Row> ready =
        labelled(features.transform(training))
            .coalesce(tasks)
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Transformer> stages = new ArrayList<>(List.of(features.stages()));
    try {
      stages.addAll(regressions(ready));
    } finally {
      ready.unpersist(false);
    }
    return new PipelineModel("shoken-baseline", stages.toArray(new Transformer[0]));
  }

  /**
   * The regressions do not depend on each other, and each is a long row of short jobs: a few at a
   * time keep the cores busy.
   */
  private List<Transformer> regressions(Dataset<Row> ready) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      ready.count(); // fills the cache once, before they all ask for it
      List<Future<Transformer>> fits = new ArrayList<>();
      for (int k = 0; k < FINDINGS; k++) {
        LogisticRegression regression = regression(k);
        fits.add(
            threads.submit(
                () -> {
                  Transformer fitted = regression.fit(ready);
                  progress.advance(1);
                  return fitted;
                }));
      }
      List<Transformer> fitted = new ArrayList<>();
      for (Future<Transformer> fit : fits) {
        fitted.add(fit.get());
      }
      return fitted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a regression could not be fitted", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static PipelineStage[] featureStages() {
    List<PipelineStage> stages = new ArrayList<>();
    stages.add(
        new RegexTokenizer()
            .setInputCol("text_ja")
            .setOutputCol("characters")
            .setPattern("\\S")
            .setGaps(false)
            .setToLowercase(false));
    List<String> counts = new ArrayList<>();
    for (int n = SHORTEST; n <= LONGEST; n++) {
      stages.add(new NGram().setN(n).setInputCol("characters").setOutputCol("ngrams_" + n));
      stages.add(
          new CountVectorizer()
              .setInputCol("ngrams_" + n)
              .setOutputCol("counts_" + n)
              .setVocabSize(VOCABULARY)
              .setMinDF(MIN_SHARE)
              .setBinary(true));
      counts.add("counts_" + n);
    }
    stages.add(
        new VectorAssembler().setInputCols(counts.toArray(new String[0])).setOutputCol("counts"));
    stages.add(new IDF().setInputCol("counts").setOutputCol("weighed"));
    stages.add(new Normalizer().setInputCol("weighed").setOutputCol("features"));
    return stages.toArray(new PipelineStage[0]);
  }

  /** The share of the reports that have each finding; 0.5 where none or all have it. */
  private static Map<String, Double> shares(Dataset<Row> training) {
    Column[] shares = new Column[FINDINGS];
    for (int k = 0; k < FINDINGS; k++) {
      shares[k] = avg(col("labels").getItem(k));
    }
    List<Double> row = training.select(array(shares)).first().getList(0);
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (int k = 0; k < FINDINGS; k++) {
      double share = row.get(k);
      thresholds.put(Finding.labels().get(k), share > 0 && share < 1 ? share : 0.5);
    }
    return thresholds;
  }

  /** A column for the label of each finding. */
  private static Dataset<Row> labelled(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>(List.of(col("features")));
    for (int k = 0; k < FINDINGS; k++) {
      columns.add(col("labels").getItem(k).cast("double").as("label_" + k));
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  private static LogisticRegression regression(int k) {
    return new LogisticRegression()
        .setFamily("binomial")
        .setFeaturesCol("features")
        .setLabelCol("label_" + k)
        .setRawPredictionCol("raw_" + k)
        .setProbabilityCol("probability_" + k)
        .setPredictionCol("prediction_" + k)
        .setStandardization(true)
        .setRegParam(REGULARISATION)
        .setMaxIter(ITERATIONS);
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("ngrams", SHORTEST + "-" + LONGEST);
    settings.put("vocabulary_per_length", VOCABULARY);
    settings.put("min_share_of_reports", MIN_SHARE);
    settings.put("iterations", ITERATIONS);
    settings.put("regularisation", REGULARISATION);
    return settings;
  }

  @Override
  public String describe() {
    return """
    Baseline: TF-IDF of character n-grams (2-6) of the whole report and one logistic regression
    a finding; a finding is read where its probability is at least its share of the training
    reports. `pipeline/` is a Spark MLlib PipelineModel that reads
    the column `text_ja`; `PipelineModel.load` of any Spark 4 loads it. No lexicon feeds it.
    """;
  }
}
