package io.shoken.translate;

import org.apache.spark.sql.Row;

/**
 * A text to translate, as {@code PendingTexts} finds it.
 *
 * @param context null if it is sent without one
 * @param parameters those that its key was made of
 */
record Source(
    String translationKey,
    String hash,
    String section,
    String text,
    Context context,
    String parameters) {

  static Source of(Row row) {
    return new Source(
        row.getAs("translation_key"),
        row.getAs("source_hash"),
        row.getAs("section"),
        row.getAs("text"),
        Context.ofNullable(row.getAs("context_section"), row.getAs("context")),
        row.getAs("parameters"));
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Source[hash=" + hash + "]";
  }
}
