package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.Price;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Forecasts the calls, tokens, cost and time of a run, without retries.
 *
 * @param texts to get a row
 * @param calls one for each text of which there is anything to ask, and for each sentence
 * @param inputTokens counted, all of them
 * @param outputTokens expected
 * @param error half of the interval of 95 % around {@code outputTokens}
 */
public record Estimate(
    long texts, long calls, long inputTokens, long outputTokens, long error, OutputRatio ratio) {

  private static final double Z95 = 1.96;

  private static final StructType SIZES =
      new StructType()
          .add("texts", DataTypes.IntegerType)
          .add("calls", DataTypes.IntegerType)
          .add("input_tokens", DataTypes.IntegerType)
          .add("source_tokens", DataTypes.IntegerType);

  /**
   * Estimates what asking for the pending texts takes.
   *
   * @param pending as {@link PendingTexts#keyed} has them
   */
  public static Estimate of(Dataset<Row> pending, Recipe recipe, OutputRatio ratio) {
    Row sums =
        pending
            .map((MapFunction<Row, Row>) row -> sizes(Source.of(row), recipe), Encoders.row(SIZES))
            .agg(
                coalesce(sum("texts"), lit(0L)),
                coalesce(sum("calls"), lit(0L)),
                coalesce(sum("input_tokens"), lit(0L)),
                coalesce(sum("source_tokens"), lit(0L)))
            .first();
    long calls = sums.getLong(1);
    long source = sums.getLong(3);
    double ofRatio = (double) source * ratio.error();
    double ofTexts = Math.sqrt((double) calls) * ratio.spread();
    return new Estimate(
        sums.getLong(0),
        calls,
        sums.getLong(2),
        Math.round((double) source * ratio.value()),
        Math.round(Z95 * Math.hypot(ofRatio, ofTexts)),
        ratio);
  }

  private static Row sizes(Source source, Recipe recipe) {
    OutgoingText outgoing = source.reusing(OutgoingText.unguarded(source.text(), source.context()));
    int texts = source.isSentence() ? 0 : 1;
    if (outgoing.answerWithoutCall().isPresent()) {
      return RowFactory.create(texts, 0, 0, 0);
    }
    Conversation conversation = recipe.conversation(source, outgoing);
    return RowFactory.create(texts, 1, conversation.promptTokens(), conversation.textTokens());
  }

  /** For the manifest, where it can be compared with what was used. */
  public Map<String, Object> toNote(Optional<Price> price) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("calls", calls);
    note.put("input_tokens", inputTokens);
    note.put("output_tokens", outputTokens);
    note.put("output_tokens_low", low());
    note.put("output_tokens_high", high());
    price.ifPresent(
        p -> {
          note.put("cost_usd", p.of(inputTokens, outputTokens));
          note.put("cost_usd_low", p.of(inputTokens, low()));
          note.put("cost_usd_high", p.of(inputTokens, high()));
        });
    return note;
  }

  /** The shortest time that the limits allow; zero without limits. */
  Duration time(Limits limits) {
    return time(limits, outputTokens);
  }

  /** One line for a person. */
  public String describe(Limits limits, Optional<Price> price) {
    return String.format(
        Locale.ROOT,
        "translate would make %,d calls with %,d input tokens and about %,d output tokens (%,d to"
            + " %,d; %s): %s; %s",
        calls,
        inputTokens,
        outputTokens,
        low(),
        high(),
        ratio.answers() == 0
            ? "no answers to go by yet"
            : String.format(Locale.ROOT, "by %,d answers", ratio.answers()),
        price.map(this::cost).orElse("its price is not known, see translate.price"),
        timeInWords(limits));
  }

  /** What this takes instead of another, on one line for a person. */
  public String describeInsteadOf(Estimate other, Optional<Price> price) {
    return String.format(
        Locale.ROOT,
        "%,d calls instead of %,d, %,d input tokens instead of %,d, about %,d output tokens instead"
            + " of %,d%s",
        calls,
        other.calls,
        inputTokens,
        other.inputTokens,
        outputTokens,
        other.outputTokens,
        price
            .map(
                p ->
                    String.format(
                        Locale.ROOT,
                        ": %.2f USD instead of %.2f",
                        p.of(inputTokens, outputTokens),
                        p.of(other.inputTokens, other.outputTokens)))
            .orElse(""));
  }

  private String cost(Price price) {
    return String.format(
        Locale.ROOT,
        "about %.2f USD (%.2f to %.2f) at %s",
        price.of(inputTokens, outputTokens),
        price.of(inputTokens, low()),
        price.of(inputTokens, high()),
        price.describe());
  }

  private String timeInWords(Limits limits) {
    return time(limits).isZero()
        ? "no limit per minute set"
        : "at least %s (%s to %s) h at the set limits"
            .formatted(
                clock(time(limits)), clock(time(limits, low())), clock(time(limits, high())));
  }

  private Duration time(Limits limits, long output) {
    double byRequests =
        limits.requestsPerMinute() == 0 ? 0 : (double) calls / limits.requestsPerMinute();
    double byTokens =
        limits.tokensPerMinute() == 0
            ? 0
            : (double) (inputTokens + output) / limits.tokensPerMinute();
    return Duration.ofSeconds(Math.round(60 * Math.max(byRequests, byTokens)));
  }

  private static String clock(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private long low() {
    return Math.max(0, outputTokens - error);
  }

  private long high() {
    return outputTokens + error;
  }
}
