package io.shoken.translate.request;

import io.shoken.translate.answer.Examiner.Outgoing;
import io.shoken.translate.pending.SentenceReuse;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * A text to translate, as {@code PendingTexts} finds it.
 *
 * @param context null if it is sent without one
 * @param parameters those that its key was made of
 * @param known Japanese of sentences that are not asked for again, by their English
 */
public record Source(
    String translationKey,
    String hash,
    String section,
    String text,
    Context context,
    String parameters,
    Map<String, String> known) {

  public static Source of(Row row) {
    return new Source(
        row.getAs("translation_key"),
        row.getAs("source_hash"),
        row.getAs("section"),
        row.getAs("text"),
        Context.ofNullable(row.getAs("context_section"), row.getAs("context")),
        row.getAs("parameters"),
        row.isNullAt(row.fieldIndex(SentenceReuse.KNOWN))
            ? Map.of()
            : row.getJavaMap(row.fieldIndex(SentenceReuse.KNOWN)));
  }

  /** Whether it is a sentence, which is sent beside the section that it stands in. */
  public boolean isSentence() {
    return context != null && context.section().equals(section);
  }

  /** As it goes out with marks for what is known; as it is where that has placeholders already. */
  public Outgoing reusing(Outgoing whole) {
    return whole.isUnchanged() ? Reused.of(text, known).map(whole::with).orElse(whole) : whole;
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Source[hash=" + hash + "]";
  }
}
