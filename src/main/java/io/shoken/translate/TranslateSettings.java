package io.shoken.translate;

import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.PrivacySettings;
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
 * @param glossary the name of a glossary that ships with the program, or the path of a CSV file;
 *     empty for none
 * @param context what of its report is sent beside a text
 * @param sentenceReuse the texts that a sentence is in at least to be translated once for all of
 *     them; 0 for none
 * @param allowInsecure whether texts may go over plain http to another machine
 * @param checks what becomes of an answer whose text is faulty
 * @param privacy what becomes of a text that may say who somebody is
 * @param maxFailedShare the share of asked texts, 0 to 1, that may end without a translation before
 *     the run counts as failed
 */
public record TranslateSettings(
    Provider provider,
    String baseUrl,
    boolean allowInsecure,
    String model,
    String prompt,
    Optional<String> glossary,
    ContextMode context,
    int sentenceReuse,
    Parameters parameters,
    Limits limits,
    Caps budget,
    Timeouts timeouts,
    Retries retries,
    PriceSetting price,
    BatchSettings batch,
    CheckSettings checks,
    PrivacySettings privacy,
    double maxFailedShare) {

  private static final double MOST_USD = 1e6;

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

  /** What of a text's report is sent beside it, not to be translated. */
  public enum ContextMode {
    /** Nothing. */
    NONE,
    /** The impression beside findings, the findings beside an impression. */
    OTHER_SECTION;

    /** As in the settings. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    public int tokensFor(int sourceTokens) {
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
   * @param job for all calls together
   */
  public record Timeouts(Duration connect, Duration request, Optional<Duration> job) {
    public Timeouts {
      require(connect.toMillis() > 0, "connect", connect, "above 0");
      require(request.toMillis() > 0, "request", request, "above 0");
      job.ifPresent(length -> require(length.toMillis() > 0, "job", length, "above 0"));
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

  /**
   * US dollars per million tokens; without both, the table's price of the model holds.
   *
   * @param input of the request
   * @param output of the answer
   * @param table a file in the form of {@code conf/prices.conf}; empty for that one
   */
  public record PriceSetting(
      Optional<Double> input, Optional<Double> output, Optional<String> table) {
    public PriceSetting {
      if (input.isPresent() != output.isPresent()) {
        throw new IllegalArgumentException("input and output are to be set both, or none");
      }
      requireSound(input.orElse(0.0), output.orElse(0.0));
    }

    public static void requireSound(double input, double output) {
      require(input >= 0 && input <= MOST_USD, "input", input, "0 to " + MOST_USD);
      require(output >= 0 && output <= MOST_USD, "output", output, "0 to " + MOST_USD);
    }
  }

  /**
   * Hard caps of one run, what it takes over from a run that died included.
   *
   * @param usd the most US dollars
   * @param tokens the most tokens, of requests and answers together
   */
  public record Caps(Optional<Double> usd, Optional<Long> tokens) {
    public Caps {
      usd.ifPresent(u -> require(u >= 0 && u <= MOST_USD, "usd", u, "0 to " + MOST_USD));
      tokens.ifPresent(t -> require(t >= 0, "tokens", t, "0 or more"));
    }
  }

  /**
   * The service's batch interface.
   *
   * @param priceFactor what a token costs there, as a share of its price
   * @param maxRequests in one file
   * @param maxBytes of one file
   * @param maxResultBytes of one result file
   * @param timeout of one upload or download
   */
  public record BatchSettings(
      double priceFactor, int maxRequests, long maxBytes, long maxResultBytes, Duration timeout) {
    public BatchSettings {
      require(priceFactor >= 0 && priceFactor <= 1, "price-factor", priceFactor, "0 to 1");
      require(maxRequests > 0, "max-requests", maxRequests, "1 or more");
      require(maxBytes > 0, "max-bytes", maxBytes, "1 or more");
      require(maxResultBytes > 0, "max-result-bytes", maxResultBytes, "1 or more");
      require(timeout.toMillis() > 0, "timeout", timeout, "above 0");
    }
  }

  public TranslateSettings {
    require(!model.isBlank(), "model", "empty", "a name");
    require(
        sentenceReuse == 0 || sentenceReuse > 1, "sentence-reuse", sentenceReuse, "0 or 2 or more");
    require(
        maxFailedShare >= 0 && maxFailedShare <= 1, "max-failed-share", maxFailedShare, "0 to 1");
  }

  private static void require(boolean holds, String key, Object seen, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(key, seen, expected));
    }
  }
}
