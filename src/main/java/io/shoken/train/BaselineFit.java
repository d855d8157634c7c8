package io.shoken.train;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.shoken.model.BaselineClassifier;
import io.shoken.model.ModelCard;
import io.shoken.report.Finding;
import io.shoken.table.Progress;
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
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What everyone would try first, out of MLlib's own parts so that any Spark loads it: TF-IDF of
 * character n-grams of the whole report, one logistic regression a finding, classes weighed equal.
 * The regressions rank well but say too little for few labels, so one threshold for all is fitted
 * on a fifth of the training reports that a first model has not seen.
 */
record BaselineFit(long seed, Progress progress) implements Fit {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 6;

  /** The most frequent n-grams of each length; bounds memory and the size of the folder. */
  private static final int VOCABULARY = 1 << 16;

  /**
   * The least share of reports that an n-gram is in. MLlib optimises over features scaled to unit
   * variance, where rare ones dominate and 60 iterations end far from the optimum.
   */
  private static final double MIN_SHARE = 0.015;

  private static final int ITERATIONS = 60;
  private static final int AT_A_TIME = 4;
  private static final double REGULARISATION = 3e-5;
  private static final int HELD_OUT_PARTS = 5;

  /** Rows for each task: short jobs cost more than what they compute. */
  private static final int REPORTS_PER_TASK = 2000;

  /** The most held-out reports that the threshold is fitted on. */
  private static final int MAX_HELD_OUT = 20_000;

  private static final int FINDINGS = Finding.labels().size();

  @Override
  public Fitted fit(Dataset<Row> training) {
    progress.start("logistic regressions", 2L * FINDINGS);
    Map<String, Integer> parts = TrainingTable.folds(training, HELD_OUT_PARTS, seed);
    Column part =
        udf((UDF1<String, Integer>) parts::get, DataTypes.IntegerType).apply(col("text_hash"));
    PipelineModel first = model(training.where(part.notEqual(0)));
    double threshold = bestThreshold(first.transform(training.where(part.equalTo(0))));
    PipelineModel model = model(training);
    progress.done();
    Map<String, Double> thresholds = ModelCard.same(threshold);
    double[] array = thresholds.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Fitted(
        thresholds,
        new BaselineClassifier(model, array),
        (local, target) -> model.write().save(target + "/" + BaselineClassifier.PIPELINE));
  }

  private PipelineModel model(Dataset<Row> training) {
    PipelineModel features = new Pipeline().setStages(featureStages()).fit(training);
    int tasks = (int) (1 + training.count() / REPORTS_PER_TASK);
    Dataset<Row> ready =
        weighed(features.transform(training))
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
   * The threshold, in steps of 0.05, with the best macro F1 on reports that the model is new to.
   */
  private static double bestThreshold(Dataset<Row> predicted) {
    Column[] probabilities = new Column[FINDINGS];
    for (int k = 0; k < FINDINGS; k++) {
      probabilities[k] = element_at(vector_to_array(col("probability_" + k), "float64"), 2);
    }
    List<Row> rows =
        predicted.select(col("labels"), array(probabilities)).limit(MAX_HELD_OUT).collectAsList();
    double best = 0.5;
    double bestF1 = 0;
    for (int step = 1; step < 20; step++) {
      double f1 = macroF1(rows, step / 20.0);
      if (f1 > bestF1) {
        bestF1 = f1;
        best = step / 20.0;
      }
    }
    return best;
  }

  private static double macroF1(List<Row> rows, double threshold) {
    int[] hits = new int[FINDINGS];
    int[] sums = new int[FINDINGS]; // labels and decisions of 1, both counted
    for (Row row : rows) {
      List<Integer> labels = row.getList(0);
      List<Double> probabilities = row.getList(1);
      for (int k = 0; k < FINDINGS; k++) {
        boolean decided = probabilities.get(k) >= threshold;
        hits[k] += decided && labels.get(k) == 1 ? 1 : 0;
        sums[k] += labels.get(k) + (decided ? 1 : 0);
      }
    }
    double sum = 0;
    for (int k = 0; k < FINDINGS; k++) {
      sum += sums[k] == 0 ? 0 : 2.0 * hits[k] / sums[k];
    }
    return sum / FINDINGS;
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
              .setMinDF(MIN_SHARE));
      counts.add("counts_" + n);
    }
    stages.add(
        new VectorAssembler().setInputCols(counts.toArray(new String[0])).setOutputCol("counts"));
    stages.add(new IDF().setInputCol("counts").setOutputCol("weighed"));
    stages.add(new Normalizer().setInputCol("weighed").setOutputCol("features"));
    return stages.toArray(new PipelineStage[0]);
  }

  /** Adds label and weight of each finding: both classes of a finding weigh the same in all. */
  private static Dataset<Row> weighed(Dataset<Row> rows) {
    Column[] sums = new Column[FINDINGS];
    for (int k = 0; k < FINDINGS; k++) {
      sums[k] = sum(col("labels").getItem(k));
    }
    long reports = rows.count();
    Row positives = rows.agg(sums[0], java.util.Arrays.copyOfRange(sums, 1, FINDINGS)).first();
    List<Column> columns = new ArrayList<>(List.of(col("features")));
    for (int k = 0; k < FINDINGS; k++) {
      double positive = Math.max(1, positives.isNullAt(k) ? 0 : positives.getLong(k));
      double negative = Math.max(1, reports - positive);
      Column label = col("labels").getItem(k);
      columns.add(label.cast("double").as("label_" + k));
      columns.add(
          when(label.equalTo(1), lit(reports / (2 * positive)))
              .otherwise(lit(reports / (2 * negative)))
              .as("weight_" + k));
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  private static LogisticRegression regression(int k) {
    return new LogisticRegression()
        .setFamily("binomial")
        .setFeaturesCol("features")
        .setLabelCol("label_" + k)
        .setWeightCol("weight_" + k)
        .setRawPredictionCol("raw_" + k)
        .setProbabilityCol("probability_" + k)
        .setPredictionCol("prediction_" + k)
        .setStandardization(false)
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
        a finding with classes weighed equal; one threshold, fitted on a fifth of the training
        reports. `pipeline/` is a Spark MLlib PipelineModel that reads
        the column `text_ja`; `PipelineModel.load` of any Spark 4 loads it. No lexicon feeds it.
        """;
  }
}
