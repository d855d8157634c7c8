package io.shoken.llm;

import java.io.Serializable;
import java.util.Locale;

/**
 * US dollars per million tokens.
 *
 * @param input of the request
 * @param cached of the part of the request that the service has in its cache
 * @param output of the answer
 * @param source where it is from, in a few words
 */
public record Price(double input, double cached, double output, String source)
    implements Serializable {

  /** A price without a discount for what is cached. */
  public Price(double input, double output, String source) {
    this(input, input, output, source);
  }

  public double of(long inputTokens, long outputTokens) {
    return of(inputTokens, 0, outputTokens);
  }

  /**
   * What a call costs in US dollars.
   *
   * @param cachedTokens of the input tokens
   */
  public double of(long inputTokens, long cachedTokens, long outputTokens) {
    return ((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output)
        / 1e6;
  }

  /** The same at a factor. */
  public Price times(double factor) {
    return new Price(input * factor, cached * factor, output * factor, source);
  }

  public String describe() {
    return String.format(
        Locale.ROOT, "%s and %s USD per million tokens in and out (%s)", input, output, source);
  }
}
