package io.shoken.train.linear;

import static org.apache.spark.sql.functions.col;

import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The baseline's pipeline, fitted by MLlib: for more reports than fit into this process. It runs
 * some thousand jobs, whatever the number of reports.
 */
record SparkBaseline(Progress progress) {
  private static final int AT_A_TIME = 4;

  /** Rows for each task: short jobs cost more than what they compute. */
  private static final int REPORTS_PER_TASK = 2000;

  private static final int FINDINGS = Finding.labels().size();

  PipelineModel fit(Dataset<Row> training) {
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
    stages.add(BaselineStages.characters());
    for (int n = BaselineFit.SHORTEST; n <= BaselineFit.LONGEST; n++) {
      stages.add(BaselineStages.ngrams(n));
      stages.add(
          new CountVectorizer()
              .setInputCol("ngrams_" + n)
              .setOutputCol("counts_" + n)
              .setVocabSize(BaselineFit.VOCABULARY)
              .setMinDF(BaselineFit.MIN_SHARE)
              .setBinary(true));
    }
    stages.add(BaselineStages.counts());
    stages.add(new IDF().setInputCol("counts").setOutputCol("weighed"));
    stages.add(BaselineStages.unitLength());
    return stages.toArray(new PipelineStage[0]);
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
        .setRegParam(BaselineFit.REGULARISATION)
        .setMaxIter(BaselineFit.ITERATIONS);
  }
}
