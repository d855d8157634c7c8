package io.shoken.classifier.baseline;

import io.shoken.classifier.folder.Trusted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.parquet.example.data.Group;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.mllib.linalg.Vectors;

/**
 * Builds the stages of a baseline's pipeline in their order, each from its checked parameters and
 * values. Columns must follow from each other, and the widths of vectors must agree: for example,
 * vocabularies of 900 and 2,100 n-grams, assembled, need 3,000 IDF weights and 3,000 coefficients.
 */
final class StageReader {
  private static final int LONGEST_NGRAM = 20;

  private final Set<String> columns = new HashSet<>();

  /** How many values the vectors of a column have. */
  private final Map<String, Integer> widths = new HashMap<>();

  /**
   * @param input the column that the first stage reads
   */
  StageReader(String input) {
    columns.add(input);
  }

  /**
   * @param row reads what the stage has learnt; asked for only where the stage has such a file
   * @throws IllegalArgumentException if the stage is none of {@link Trusted#STAGES}, or a parameter
   *     or value is not one that fits
   */
  Transformer read(Metadata metadata, Supplier<Group> row) {
    if (!Trusted.STAGES.contains(metadata.className())) {
      throw new IllegalArgumentException(
          "the stage "
              + Metadata.shown(metadata.className())
              + " is none that train-linear writes; it was not loaded. Do not trust this folder");
    }
    StageParameters parameters = new StageParameters(metadata.json());
    String uid = metadata.uid();
    Transformer stage =
        switch (metadata.className().substring(metadata.className().lastIndexOf('.') + 1)) {
          case "RegexTokenizer" -> tokenizer(uid, parameters);
          case "NGram" -> ngrams(uid, parameters);
          case "CountVectorizerModel" -> counts(uid, parameters, row);
          case "VectorAssembler" -> assembler(uid, parameters);
          case "IDFModel" -> idf(uid, parameters, row);
          case "Normalizer" -> normalizer(uid, parameters);
          case "LogisticRegressionModel" -> regression(uid, parameters, row);
          default ->
              throw new IllegalStateException(metadata.className() + " is listed, not built");
        };
    parameters.requireAllKnown();
    return stage;
  }

  /** Whether a stage before has made that column. */
  boolean has(String column) {
    return columns.contains(column);
  }

  private Transformer tokenizer(String uid, StageParameters p) {
    p.require("pattern", "\\S"); // a pattern of the folder's own could take for ever
    p.require("gaps", false);
    return new RegexTokenizer(uid)
        .setPattern("\\S")
        .setGaps(false)
        .setToLowercase(p.flag("toLowercase"))
        .setMinTokenLength(p.integer("minTokenLength", 0, 1))
        .setInputCol(input(p))
        .setOutputCol(output(p));
  }

  private Transformer ngrams(String uid, StageParameters p) {
    return new NGram(uid)
        .setN(p.integer("n", 1, LONGEST_NGRAM))
        .setInputCol(input(p))
        .setOutputCol(output(p));
  }

  private Transformer counts(String uid, StageParameters p, Supplier<Group> row) {
    p.ignore("minDF", "maxDF", "vocabSize");
    String[] vocabulary = Values.strings(row.get(), "vocabulary");
    CountVectorizerModel stage =
        new CountVectorizerModel(uid, vocabulary)
            .setBinary(p.flag("binary"))
            .setMinTF(p.number("minTF", 0, 1e9))
            .setInputCol(input(p))
            .setOutputCol(output(p));
    widths.put(stage.getOutputCol(), vocabulary.length);
    return stage;
  }

  private Transformer assembler(String uid, StageParameters p) {
    p.require("handleInvalid", "error");
    String[] inputs = p.columns("inputCols").toArray(new String[0]);
    int width = 0;
    for (String input : inputs) {
      width = Math.addExact(width, width(input));
    }
    String output = output(p);
    widths.put(output, width);
    return new VectorAssembler(uid).setInputCols(inputs).setOutputCol(output);
  }

  private Transformer idf(String uid, StageParameters p, Supplier<Group> row) {
    p.ignore("minDocFreq");
    String input = input(p);
    String output = output(p);
    int width = width(input);
    Group learnt = row.get();
    double[] idf = Values.vector(learnt, "idf", width);
    long[] reports = Values.longs(learnt, "docFreq");
    if (reports.length != width) {
      throw new IllegalArgumentException("docFreq has not one value a feature");
    }
    widths.put(output, width);
    var model =
        new org.apache.spark.mllib.feature.IDFModel(
            Vectors.dense(idf), reports, learnt.getLong("numDocs", 0));
    return new IDFModel(uid, model).setInputCol(input).setOutputCol(output);
  }

  private Transformer normalizer(String uid, StageParameters p) {
    String input = input(p);
    String output = output(p);
    widths.put(output, width(input));
    return new Normalizer(uid).setP(p.number("p", 1, 100)).setInputCol(input).setOutputCol(output);
  }

  private Transformer regression(String uid, StageParameters p, Supplier<Group> row) {
    p.ignore("family", "labelCol", "maxIter", "regParam", "standardization", "aggregationDepth");
    p.ignore("elasticNetParam", "fitIntercept", "maxBlockSizeInMB", "tol");
    String features = p.column("featuresCol");
    int width = width(features);
    Group learnt = row.get();
    if (learnt.getInteger("numClasses", 0) != 2 || learnt.getBoolean("isMultinomial", 0)) {
      throw new IllegalArgumentException("the regression is not between two classes");
    }
    double[] coefficients = Values.row(learnt, "coefficientMatrix", width);
    double[] intercept = Values.vector(learnt, "interceptVector", 1);
    LogisticRegressionModel stage =
        new LogisticRegressionModel(
            uid,
            new DenseMatrix(1, width, coefficients, true),
            new DenseVector(intercept),
            2,
            false);
    stage.setThreshold(p.number("threshold", 0, 1));
    stage.setFeaturesCol(features);
    stage.setRawPredictionCol(made(p.column("rawPredictionCol")));
    stage.setProbabilityCol(made(p.column("probabilityCol")));
    stage.setPredictionCol(made(p.column("predictionCol")));
    return stage;
  }

  private String input(StageParameters p) {
    String column = p.column("inputCol");
    if (!columns.contains(column)) {
      throw new IllegalArgumentException("no stage before makes its column " + column);
    }
    return column;
  }

  private String output(StageParameters p) {
    return made(p.column("outputCol"));
  }

  private String made(String column) {
    if (!columns.add(column)) {
      throw new IllegalArgumentException("the column " + column + " is there already");
    }
    return column;
  }

  private int width(String column) {
    Integer width = widths.get(column);
    if (width == null) {
      throw new IllegalArgumentException("no stage before makes vectors in column " + column);
    }
    return width;
  }
}
