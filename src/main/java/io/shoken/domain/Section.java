package io.shoken.domain;

import java.util.Arrays;

/** A part of a report that is translated on its own. */
public enum Section {
  FINDINGS("findings"),
  IMPRESSION("impression");

  private final String key;

  Section(String key) {
    this.key = key;
  }

  /** The value of {@code section} columns. */
  public String key() {
    return key;
  }

  /**
   * The section of that column value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Section ofKey(String key) {
    return Arrays.stream(values())
        .filter(s -> s.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no section is named " + key));
  }
}
