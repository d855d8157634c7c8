package io.shoken.compose;

import java.util.Arrays;

/** The state of a finding in a sentence, which decides the label. */
enum State {
  /** It is there. */
  PRESENT("present", true, true),
  /** It is probably there: a hedge that leans to presence counts as presence. */
  LIKELY("likely", true, true),
  /** It is not there, never was, or has gone since an earlier scan. */
  ABSENT("absent", false, false),
  /** It cannot be judged or excluded: the question stays open, which counts as absence. */
  UNCLEAR("unclear", false, false),
  /** There is no other beside the one described elsewhere, so it only fits where there is one. */
  NO_OTHER("no-other", true, false);

  private final String word;
  private final boolean needsPresence;
  private final boolean asserts;

  State(String word, boolean needsPresence, boolean asserts) {
    this.word = word;
    this.needsPresence = needsPresence;
    this.asserts = asserts;
  }

  /** The state of that word in the stock. */
  static State of(String word) {
    return Arrays.stream(values())
        .filter(s -> s.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is named " + word));
  }

  /** Whether a sentence in this state alone makes the label 1. */
  boolean asserts() {
    return asserts;
  }

  /** Whether such a sentence may stand in the report of a scan that has the finding, or has not. */
  boolean fits(boolean hasFinding) {
    return needsPresence == hasFinding;
  }
}
