package io.shoken.translate.request;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.shoken.translate.request.Conversation.Context;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A text to translate, one row of {@code PendingTexts}.
 *
 * @param context null if it is sent without one
 * @param parameters those that its key was made of
 * @param known Japanese of sentences that were translated before, by their English
 */
public record Source(
    String translationKey,
    String hash,
    String section,
    String text,
    Context context,
    String parameters,
    Map<String, String> known) {

  /** The column of texts with the Japanese by sentence; null for none. */
  public static final String KNOWN = "known";

  /** Whether a row of {@code translations} is of a sentence: it was sent with its own section. */
  public static Column isSentenceRow() {
    Column own = concat(lit("{\"context\":{\""), col("section"), lit("\""));
    return coalesce(col("parameters").startsWith(own), lit(false));
  }

  public static Source of(Row row) {
    return new Source(
        row.getAs("translation_key"),
        row.getAs("source_hash"),
        row.getAs("section"),
        row.getAs("text"),
        Context.ofNullable(row.getAs("context_section"), row.getAs("context")),
        row.getAs("parameters"),
        row.isNullAt(row.fieldIndex(KNOWN)) ? Map.of() : row.getJavaMap(row.fieldIndex(KNOWN)));
  }

  /** Whether it is a sentence, which is sent with its own section as context. */
  public boolean isSentence() {
    return context != null && context.section().equals(section);
  }

  /** With marks for its known sentences; unchanged if it has placeholders already. */
  public OutgoingText reusing(OutgoingText whole) {
    return whole.isUnchanged() ? MarkedText.of(text, known).map(whole::with).orElse(whole) : whole;
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Source[hash=" + hash + "]";
  }
}
