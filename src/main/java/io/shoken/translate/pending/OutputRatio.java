package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.shoken.text.ChatTokens;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * How many tokens an answer has for each token of its source. With a value of 1.36, a source of 100
 * tokens is expected to give 136.
 *
 * @param value the ratio of the sums
 * @param error standard error of {@code value}
 * @param spread standard deviation of an answer's tokens around what the ratio says
 * @param answers how many it was measured on; 0 if it is the prior
 */
public record OutputRatio(double value, double error, double spread, long answers) {

  private static final int ENOUGH = 30;

  /**
   * Measured on 1,335 real sections in o200k_base; another model and prompt may well answer a tenth
   * more or less.
   */
  private static final OutputRatio PRIOR = new OutputRatio(1.36, 0.07, 60, 0);

  /** From what the warehouse holds of that model and prompt, else the prior. */
  public static OutputRatio of(Warehouse warehouse, Recipe recipe) {
    if (warehouse.runsOf(Table.TRANSLATIONS).isEmpty()) {
      return PRIOR;
    }
    Column source = col("source_tokens").cast("double");
    Column output = col("output_tokens").cast("double");
    Row sums =
        answers(warehouse, recipe)
            .where(
                col("outcome")
                    .equalTo("translated")
                    .and(col("provider").equalTo(recipe.provider()))
                    .and(col("model").equalTo(recipe.model()))
                    .and(col("prompt_id").equalTo(recipe.promptId()))
                    .and(source.gt(0))
                    .and(output.gt(0)))
            .agg(
                count(lit(1)),
                sum(source),
                sum(output),
                sum(source.multiply(source)),
                sum(output.multiply(output)),
                sum(source.multiply(output)))
            .na()
            .fill(0)
            .first();
    long n = sums.getLong(0);
    return n < ENOUGH ? PRIOR : measured(n, sums);
  }

  /**
   * Of whole texts, with the tokens of their sources: what is left of the prompt's, where all
   * prompts are alike.
   */
  private static Dataset<Row> answers(Warehouse warehouse, Recipe recipe) {
    Column whole =
        not(Source.isSentenceRow())
            .and(not(array_contains(col("checks.check"), OutgoingText.SENTENCE_REUSE)));
    Dataset<Row> answers = warehouse.read(Table.TRANSLATIONS).where(whole);
    if (!recipe.variesByText()) {
      return answers.withColumn("source_tokens", col("input_tokens").minus(recipe.promptTokens(0)));
    }
    UserDefinedFunction tokens = udf((UDF1<String, Integer>) ChatTokens::of, DataTypes.IntegerType);
    Dataset<Row> texts =
        new PendingTexts(warehouse, recipe).keyed().select(col("source_hash"), col("text"));
    return answers
        .join(texts, "source_hash")
        .withColumn("source_tokens", tokens.apply(col("text")))
        .drop("text");
  }

  /** The ratio estimator of sampling theory, with its linearised error. */
  private static OutputRatio measured(long n, Row sums) {
    double sources = sums.getDouble(1);
    double ratio = sums.getDouble(2) / sources;
    double squares =
        sums.getDouble(4) - 2 * ratio * sums.getDouble(5) + ratio * ratio * sums.getDouble(3);
    double spread = Math.sqrt(Math.max(0, squares) / (n - 1));
    return new OutputRatio(ratio, spread * Math.sqrt((double) n) / sources, spread, n);
  }
}
