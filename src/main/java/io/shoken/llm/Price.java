package io.shoken.llm;

import java.io.Serializable;
import java.util.Locale;

/**
 * US dollars per million tokens.
 *
 * @param input of the request
 * @param output of the answer
 * @param source where it is from, in a few words
 */
public record Price(double input, double output, String source) implements Serializable {

  public double of(long inputTokens, long outputTokens) {
    return (inputTokens * input + outputTokens * output) / 1e6;
  }

  public String describe() {
    return String.format(
        Locale.ROOT, "%s and %s USD per million tokens in and out (%s)", input, output, source);
  }
}
