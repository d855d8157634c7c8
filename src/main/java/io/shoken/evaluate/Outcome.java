package io.shoken.evaluate;

/** One decision against its label; a report's outcomes are held as the bytes {@link #code}. */
enum Outcome {
  /** No label, or no decision. */
  ABSENT(0),
  TRUE_POSITIVE(1),
  FALSE_POSITIVE(2),
  FALSE_NEGATIVE(3),
  TRUE_NEGATIVE(4);

  private static final Outcome[] BY_CODE = values();

  /** Codes are below this. */
  static final int CODES = BY_CODE.length;

  private final byte code;

  Outcome(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  boolean isError() {
    return this == FALSE_POSITIVE || this == FALSE_NEGATIVE;
  }

  static Outcome ofCode(byte code) {
    return BY_CODE[code];
  }

  static Outcome of(boolean label, boolean decision) {
    if (label) {
      return decision ? TRUE_POSITIVE : FALSE_NEGATIVE;
    }
    return decision ? FALSE_POSITIVE : TRUE_NEGATIVE;
  }
}
