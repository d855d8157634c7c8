package io.shoken.llm;

import java.io.Serializable;
import java.util.Locale;

/**
 * US dollars per million tokens.
 *
 * @param input of the request
 * @param cached of the part of the request that the service has in its cache
 * @param written of the part of the request that the service puts into its cache
 * @param output of the answer
 * @param source where it is from, in a few words
 */
public record Price(double input, double cached, double written, double output, String source)
    implements Serializable {

  /** A price without a discount for what is cached. */
  public Price(double input, double output, String source) {
    this(input, input, input, output, source);
  }

  public double of(long inputTokens, long outputTokens) {
    return of(inputTokens, 0, 0, outputTokens);
  }

  /**
   * What a call costs in US dollars.
   *
   * @param cachedTokens of the input tokens, read from the service's cache
   * @param writtenTokens of the input tokens, put into the cache
   */
  public double of(long inputTokens, long cachedTokens, long writtenTokens, long outputTokens) {
    long plain = inputTokens - cachedTokens - writtenTokens;
    return (plain * input + cachedTokens * cached + writtenTokens * written + outputTokens * output)
        / 1e6;
  }

  /** The price of an input token at the most, whatever the cache does. */
  public double dearestInput() {
    return Math.max(input, Math.max(cached, written));
  }

  /** The same from another source. */
  public Price from(String other) {
    return new Price(input, cached, written, output, other);
  }

  /** The same at a factor. */
  public Price times(double factor) {
    return new Price(input * factor, cached * factor, written * factor, output * factor, source);
  }

  public String describe() {
    return String.format(
        Locale.ROOT, "%s and %s USD per million tokens in and out (%s)", input, output, source);
  }
}
