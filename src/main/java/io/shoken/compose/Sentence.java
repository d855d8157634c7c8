package io.shoken.compose;

/** A sentence in both languages, as it stands in a report: one entry of a sentence memory. */
public record Sentence(String english, String japanese) {

  /** Whether it ends as a sentence does; one that does not needs a line of its own. */
  boolean isClosed() {
    char last = english.charAt(english.length() - 1);
    return last == '.' || last == '?';
  }
}
