package io.shoken.translate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.shoken.sandbox.ChatTokens;
import io.shoken.translate.TranslateSettings.Limits;
import java.time.Duration;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a run would ask for and cost.
 *
 * @param calls without retries
 * @param inputTokens counted
 * @param outputTokens expected
 */
record Estimate(long calls, long inputTokens, long outputTokens) {

  /** Tokens of Japanese for each of English, o200k_base, measured on 1,335 real sections. */
  static final double OUTPUT_PER_INPUT = 1.36;

  static Estimate of(Dataset<Row> pending, Recipe recipe, long calls) {
    var tokens = udf((UDF1<String, Integer>) ChatTokens::of, DataTypes.IntegerType);
    long source =
        pending
            .agg(coalesce(sum(tokens.apply(col("text"))), lit(0L)).as("tokens"))
            .first()
            .<Long>getAs("tokens");
    return new Estimate(
        calls, source + calls * recipe.promptTokens(0), Math.round(source * OUTPUT_PER_INPUT));
  }

  /** The shortest time that the limits allow; zero without limits. */
  Duration time(Limits limits) {
    double byRequests =
        limits.requestsPerMinute() == 0 ? 0 : (double) calls / limits.requestsPerMinute();
    double byTokens =
        limits.tokensPerMinute() == 0
            ? 0
            : (double) (inputTokens + outputTokens) / limits.tokensPerMinute();
    return Duration.ofSeconds(Math.round(60 * Math.max(byRequests, byTokens)));
  }

  /** One line for a person. */
  String describe(TranslateSettings settings) {
    Duration time = time(settings.limits());
    return String.format(
        Locale.ROOT,
        "translate would make %,d calls with %,d input tokens and about %,d output tokens: about"
            + " %.2f USD at the set price, %s",
        calls,
        inputTokens,
        outputTokens,
        settings.price().of(inputTokens, outputTokens),
        time.isZero()
            ? "no limit per minute set"
            : String.format(
                Locale.ROOT,
                "at least %d:%02d:%02d h at the set limits",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart()));
  }
}
