package io.shoken.translate;

import org.apache.spark.sql.Row;

/** A text to translate, as {@code PendingTexts} finds it. */
record Source(String translationKey, String hash, String section, String text) {

  static Source of(Row row) {
    return new Source(
        row.getAs("translation_key"),
        row.getAs("source_hash"),
        row.getAs("section"),
        row.getAs("text"));
  }
}
