package io.shoken.train.linear;

import static org.apache.spark.sql.functions.col;

import io.shoken.console.Progress;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The baseline's pipeline, fitted in this process: one job collects the reports, and eighteen
 * regressions are solved on one sparse matrix. MLlib would run a job for each step of each solver,
 * which takes minutes for some hundred reports. The stages, their parameters and the optimum are
 * MLlib's; weights agree to the tolerance of the solvers.
 */
record LocalBaseline(Progress progress) {
  /** Of the gradient's length. */
  private static final double TOLERANCE = 1e-6;

  private record Report(String hash, List<String> characters, List<Integer> labels) {}

  PipelineModel fit(Dataset<Row> training) {
    // In the order of the hashes, so that equal tables give equal sums.
    List<Report> reports =
        training
            .select("text_hash", "text_ja", "labels")
            .orderBy(col("text_hash"))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Report(
                        row.getString(0),
                        CharacterNgrams.characters(row.getString(1)),
                        row.getList(2)))
            .toList();
    List<List<String>> texts = reports.stream().map(Report::characters).toList();
    List<CharacterNgrams> ngrams =
        IntStream.rangeClosed(BaselineFit.SHORTEST, BaselineFit.LONGEST)
            .mapToObj(
                n -> CharacterNgrams.of(texts, n, BaselineFit.MIN_SHARE, BaselineFit.VOCABULARY))
            .toList();
    long[] frequencies =
        ngrams.stream().flatMap(n -> n.reports().stream()).mapToLong(Long::longValue).toArray();
    double[] idf = new double[frequencies.length];
    for (int j = 0; j < idf.length; j++) {
      idf[j] = Math.log((reports.size() + 1.0) / (frequencies[j] + 1.0));
    }
    List<Transformer> stages = new ArrayList<>();
    stages.add(BaselineStages.characters());
    stages.addAll(counters(ngrams));
    stages.add(
        new IDFModel(
                Identifiable.randomUID("idf"),
                new org.apache.spark.mllib.feature.IDFModel(
                    org.apache.spark.mllib.linalg.Vectors.dense(idf), frequencies, reports.size()))
            .setInputCol("counts")
            .setOutputCol("weighed"));
    stages.add(BaselineStages.unitLength());
    stages.addAll(regressions(reports, features(ngrams, idf, reports.size())));
    return new PipelineModel("shoken-baseline", stages.toArray(new Transformer[0]));
  }

  /** For each length the n-grams and their counts, and all counts in one vector. */
  private static List<Transformer> counters(List<CharacterNgrams> ngrams) {
    List<Transformer> stages = new ArrayList<>();
    int n = BaselineFit.SHORTEST;
    for (CharacterNgrams words : ngrams) {
      stages.add(BaselineStages.ngrams(n));
      stages.add(
          new CountVectorizerModel(words.words().toArray(new String[0]))
              .setBinary(true)
              .setInputCol("ngrams_" + n)
              .setOutputCol("counts_" + n));
      n++;
    }
    stages.add(BaselineStages.counts());
    return stages;
  }

  /** The IDF weights of each report's n-grams, scaled to length 1. */
  private static SparseRows features(List<CharacterNgrams> ngrams, double[] idf, int reports) {
    int[] starts = new int[reports + 1];
    for (int r = 0; r < reports; r++) {
      starts[r + 1] = starts[r];
      for (CharacterNgrams n : ngrams) {
        starts[r + 1] += n.ofReport().get(r).length;
      }
    }
    int[] columns = new int[starts[reports]];
    double[] values = new double[columns.length];
    for (int r = 0; r < reports; r++) {
      int at = starts[r];
      int offset = 0;
      double squares = 0;
      for (CharacterNgrams n : ngrams) {
        for (int word : n.ofReport().get(r)) {
          columns[at] = offset + word;
          values[at] = idf[columns[at]];
          squares += values[at] * values[at];
          at++;
        }
        offset += n.words().size();
      }
      for (int i = starts[r]; i < starts[r + 1] && squares > 0; i++) {
        values[i] /= Math.sqrt(squares);
      }
    }
    return new SparseRows(starts, columns, values, idf.length);
  }

  private List<Transformer> regressions(List<Report> reports, SparseRows features) {
    SparseRows.Moments moments = features.moments();
    return IntStream.range(0, Finding.labels().size())
        .parallel()
        .mapToObj(k -> regression(k, reports, features, moments))
        .toList();
  }

  private Transformer regression(
      int k, List<Report> reports, SparseRows features, SparseRows.Moments moments) {
    boolean[] labels = new boolean[reports.size()];
    for (int r = 0; r < labels.length; r++) {
      labels[r] = reports.get(r).labels().get(k) == 1;
    }
    LogisticLoss loss = new LogisticLoss(features, moments, labels, BaselineFit.REGULARISATION);
    double[] point = Lbfgs.minimise(loss, loss.start(), BaselineFit.ITERATIONS, TOLERANCE);
    progress.advance(1);
    LogisticRegressionModel model =
        new LogisticRegressionModel(
            Identifiable.randomUID("logreg"),
            Vectors.dense(loss.weights(point)),
            loss.intercept(point));
    model.setFeaturesCol("features");
    model.setRawPredictionCol("raw_" + k);
    model.setProbabilityCol("probability_" + k);
    model.setPredictionCol("prediction_" + k);
    return model;
  }
}
