package io.shoken.translate;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How texts are translated.
 *
 * @param baseUrl the endpoint for provider {@code openai}, such as {@code
 *     https://api.openai.com/v1}
 * @param model the model asked for
 * @param prompt the name of a prompt that ships with the program, or the path of a text file
 * @param maxFailedShare the share of asked texts, 0 to 1, that may end without a translation before
 *     the run counts as failed
 */
public record TranslateSettings(
    Provider provider,
    String baseUrl,
    String model,
    String prompt,
    Parameters parameters,
    Limits limits,
    Timeouts timeouts,
    Retries retries,
    Price price,
    double maxFailedShare) {

  /** Who translates. */
  public enum Provider {
    /** The stand-in server, started for the length of the step. */
    SANDBOX,
    /** Any OpenAI-compatible endpoint. */
    OPENAI,
    /** Nobody: translations were ingested with the reports. */
    IMPORT;

    /** The value of {@code provider} columns. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What shapes an answer beside model and prompt; part of a translation's key. */
  public record Parameters(double temperature, Optional<Long> seed, MaxOutput maxOutput) {
    public Parameters {
      require(temperature >= 0 && temperature <= 2, "temperature", temperature, "0 to 2");
    }
  }

  /**
   * The most tokens that an answer may have: so many per token of its source, and never fewer than
   * the least.
   */
  public record MaxOutput(double tokensPerInputToken, int least) implements Serializable {
    public MaxOutput {
      require(tokensPerInputToken > 0, "tokens-per-input-token", tokensPerInputToken, "above 0");
      require(least > 0, "least", least, "1 or more");
    }

    int tokensFor(int sourceTokens) {
      return Math.max(least, (int) Math.ceil(tokensPerInputToken * sourceTokens));
    }
  }

  /**
   * Limits of the whole job, however many tasks run; 0 requests or tokens per minute is no limit.
   */
  public record Limits(int requestsPerMinute, int tokensPerMinute, int inFlight) {
    public Limits {
      require(requestsPerMinute >= 0, "requests-per-minute", requestsPerMinute, "0 or more");
      require(tokensPerMinute >= 0, "tokens-per-minute", tokensPerMinute, "0 or more");
      require(inFlight > 0, "in-flight", inFlight, "1 or more");
    }
  }

  /**
   * How long a call may take.
   *
   * @param connect for the connection to stand
   * @param request for one call from start to the last byte of its answer
   */
  public record Timeouts(Duration connect, Duration request) implements Serializable {
    public Timeouts {
      require(connect.toMillis() > 0, "connect", connect, "above 0");
      require(request.toMillis() > 0, "request", request, "above 0");
    }
  }

  /**
   * How often and how soon a text is asked again.
   *
   * @param attempts calls for one text at the most, the first among them
   * @param firstDelay before the second attempt; it doubles from there
   * @param maxDelay the longest wait between two attempts
   * @param maxRetryAfter the longest wait that a server's {@code Retry-After} can ask of the job
   * @param givenUpInARow texts given up without one answer between them that stop the job
   */
  public record Retries(
      int attempts,
      Duration firstDelay,
      Duration maxDelay,
      Duration maxRetryAfter,
      int givenUpInARow)
      implements Serializable {
    public Retries {
      require(attempts > 0, "attempts", attempts, "1 or more");
      require(firstDelay.toMillis() > 0, "first-delay", firstDelay, "above 0");
      require(maxDelay.compareTo(firstDelay) > 0, "max-delay", maxDelay, "above first-delay");
      require(!maxRetryAfter.isNegative(), "max-retry-after", maxRetryAfter, "0 or more");
      require(givenUpInARow > 0, "given-up-in-a-row", givenUpInARow, "1 or more");
    }
  }

  /** US dollars per million tokens. */
  public record Price(double input, double output) implements Serializable {
    public Price {
      require(input >= 0, "input", input, "0 or more");
      require(output >= 0, "output", output, "0 or more");
    }

    double of(long inputTokens, long outputTokens) {
      return (inputTokens * input + outputTokens * output) / 1e6;
    }
  }

  public TranslateSettings {
    require(!model.isBlank(), "model", "empty", "a name");
    require(
        maxFailedShare >= 0 && maxFailedShare <= 1, "max-failed-share", maxFailedShare, "0 to 1");
  }

  private static void require(boolean holds, String key, Object seen, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(key, seen, expected));
    }
  }
}
