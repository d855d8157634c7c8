package io.shoken.translate;

import org.apache.spark.sql.Row;

/**
 * A text to translate, as {@code PendingTexts} finds it.
 *
 * @param parameters those that its key was made of
 */
record Source(String translationKey, String hash, String section, String text, String parameters) {

  static Source of(Row row) {
    return new Source(
        row.getAs("translation_key"),
        row.getAs("source_hash"),
        row.getAs("section"),
        row.getAs("text"),
        row.getAs("parameters"));
  }

  /** Says nothing of the text. */
  @Override
  public String toString() {
    return "Source[hash=" + hash + "]";
  }
}
