package io.shoken.ingest.csv;

/** Why a row was rejected: the value of the column {@code cause} of {@code rejects}. */
public enum Cause {
  /** The record has fewer or more fields than the header. */
  MISSING_COLUMN,
  /** A quote is not closed, or stands where none may. */
  UNBALANCED_QUOTE,
  INVALID_UTF8,
  /** A section, or the whole record, is over the set length. */
  TEXT_TOO_LONG,
  EMPTY_ID,
  /** The id is too long or holds control characters. */
  BAD_ID,
  /** The same volume came before with another text. */
  DUPLICATE_ID,
  /** Another volume of the same scan came before with another text. */
  CONFLICTING_TEXT,
  /** A label is neither 0 nor 1. */
  BAD_LABEL,
  /** The same scan came before with other labels. */
  CONFLICTING_LABEL;

  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
