package io.shoken.translate.answer;

import io.shoken.llm.Price;
import io.shoken.llm.call.TokenUsage;
import io.shoken.llm.journal.JournalTable;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Failed;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import io.shoken.warehouse.Table;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Makes rows of the table {@code translations}, by column name. */
public final class TranslationRows {

  public static final StructType SCHEMA = Table.TRANSLATIONS.schema();

  /** How rows are kept until a committed run holds them. */
  public static final JournalTable JOURNAL =
      new JournalTable(
          Table.TRANSLATIONS,
          "journal",
          "translation_key",
          "provider <> 'import'",
          "outcome = 'translated'");

  private final Recipe recipe;
  private final Optional<Price> price;
  private final Clock clock;

  public TranslationRows(Recipe recipe, Optional<Price> price, Clock clock) {
    this.recipe = recipe;
    this.price = price;
    this.clock = clock;
  }

  public Row of(Source source, Translation translation) {
    Map<String, Object> values = new HashMap<>();
    values.put("translation_key", source.translationKey());
    values.put("source_hash", source.hash());
    values.put("section", source.section());
    values.put("provider", recipe.provider());
    values.put("model", recipe.model());
    values.put("prompt_id", recipe.promptId());
    values.put("parameters", source.parameters());
    values.put(
        "checks",
        translation.checks().stream()
            .map(check -> RowFactory.create(check.check(), check.passed(), check.detail()))
            .toArray(Row[]::new));
    values.put("created_at", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)));
    putCost(values, translation.cost());
    if (translation instanceof Translated translated) {
      values.put("outcome", "translated");
      values.put("text_ja", translated.japanese());
      values.put("finish_reason", translated.finishReason());
      values.put("doubtful", translated.doubtful());
    } else if (translation instanceof Rejected rejected) {
      values.put("outcome", "rejected");
      values.put("reason", rejected.reason());
      values.put("finish_reason", rejected.finishReason());
      values.put("rejected_text", rejected.text());
    } else if (translation instanceof Failed failed) {
      values.put("outcome", "failed");
      values.put("reason", failed.reason());
      values.put("finish_reason", failed.finishReason());
    }
    Object[] row = new Object[SCHEMA.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(SCHEMA.fieldNames()[i]);
    }
    return RowFactory.create(row);
  }

  private void putCost(Map<String, Object> values, Cost cost) {
    TokenUsage tokens = cost.tokens();
    values.put("input_tokens", tokens.input());
    values.put("cached_tokens", tokens.cached());
    values.put("output_tokens", tokens.output());
    values.put("reasoning_tokens", tokens.reasoning());
    values.put(
        "cost_usd",
        price
            .map(p -> p.of(tokens.input(), tokens.cached(), tokens.written(), tokens.output()))
            .orElse(null));
    values.put("attempts", cost.attempts());
    values.put("latency_ms", cost.latencyMillis());
  }
}
