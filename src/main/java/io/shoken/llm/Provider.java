package io.shoken.llm;

import java.util.Locale;

/** Who answers the calls of a step. */
public enum Provider {
  /** The stand-in server, started for the length of the step. */
  SANDBOX,
  /** Any OpenAI-compatible endpoint. */
  OPENAI,
  /** No call is made: the answers were ingested with the reports. */
  IMPORT;

  /** The value of {@code provider} in settings and columns, such as {@code openai}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
