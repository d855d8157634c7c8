package io.shoken.train.linear;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import io.shoken.classifier.baseline.BaselineFolder;
import io.shoken.classifier.reading.BaselineClassifier;
import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What everyone would try first, out of MLlib's own parts so that any Spark loads it: TF-IDF of
 * character n-grams of the whole report and one logistic regression a finding. A finding is read
 * where its probability is at least its share of the training reports, which is what weighing both
 * classes equally would do; MLlib takes the variance of features from weighed rows, and with such
 * weights it regularises the telling features of a rare finding away.
 */
record BaselineFit(Progress progress) implements Fit {
  static final int SHORTEST = 2;
  static final int LONGEST = 6;

  /** The most frequent n-grams of each length; bounds memory and the size of the folder. */
  static final int VOCABULARY = 1 << 16;

  /** The least share of reports that an n-gram is in: rarer ones cost time and hardly decide. */
  static final double MIN_SHARE = 0.015;

  static final int ITERATIONS = 60;

  /**
   * Of weights for features of unit variance. MLlib optimises over those even where it is told to
   * regularise the others, and then ends far from the optimum.
   */
  static final double REGULARISATION = 0.3;

  /** Up to this number of reports are collected here, some 15 kB each, and fitted without a job. */
  private static final long MOST_LOCAL_REPORTS = 5000;

  private static final int FINDINGS = Finding.labels().size();

  @Override
  public Fitted fit(Dataset<Row> training) {
    progress.start("logistic regressions", FINDINGS);
    PipelineModel model =
        training.count() <= MOST_LOCAL_REPORTS
            ? new LocalBaseline(progress).fit(training)
            : new SparkBaseline(progress).fit(training);
    progress.done();
    Map<String, Double> thresholds = shares(training);
    double[] array = thresholds.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Fitted(
        thresholds,
        new BaselineClassifier(model, array),
        (local, target) -> model.write().save(target + "/" + BaselineFolder.PIPELINE));
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
