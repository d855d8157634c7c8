package io.shoken.llm;

import static io.shoken.core.Setting.require;

import io.shoken.core.Inline;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How a step calls a language model: where, how fast, how often, how long, and for how much money.
 * The keys stand in the block of the step, such as {@code translate.limits.in-flight}.
 */
public record LlmSettings(
    @Inline EndpointSettings endpoint,
    Limits limits,
    Caps budget,
    Timeouts timeouts,
    Retries retries,
    PriceSettings price) {

  private static final double MOST_USD = 1e6;

  /**
   * Limits of the whole job, however many tasks run; 0 requests or tokens per minute is no limit.
   *
   * @param tokensPerMinute of requests and answers together
   * @param inFlight calls at the same time
   * @param requestsPerDay in any 24 hours, those of earlier runs of the warehouse included
   * @param waitForDay whether a job that has used them waits, rather than stops
   * @param inputTokensPerMinute of requests
   * @param outputTokensPerMinute of answers
   * @param batchQueueTokens of the requests of all batches that wait or run at the service
   */
  public record Limits(
      int requestsPerMinute,
      int tokensPerMinute,
      int inFlight,
      Optional<Long> requestsPerDay,
      boolean waitForDay,
      Optional<Long> inputTokensPerMinute,
      Optional<Long> outputTokensPerMinute,
      Optional<Long> batchQueueTokens) {

    /** Limits of one minute. */
    public Limits(int requestsPerMinute, int tokensPerMinute, int inFlight) {
      this(
          requestsPerMinute,
          tokensPerMinute,
          inFlight,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    public Limits {
      requireAboveZero(requestsPerDay, "requests-per-day");
      requireAboveZero(inputTokensPerMinute, "input-tokens-per-minute");
      requireAboveZero(outputTokensPerMinute, "output-tokens-per-minute");
      requireAboveZero(batchQueueTokens, "batch-queue-tokens");
      require(requestsPerMinute >= 0, "requests-per-minute", requestsPerMinute, "0 or more");
      require(tokensPerMinute >= 0, "tokens-per-minute", tokensPerMinute, "0 or more");
      require(inFlight > 0, "in-flight", inFlight, "1 or more");
    }

    private static void requireAboveZero(Optional<Long> limit, String key) {
      limit.ifPresent(value -> require(value > 0, key, value, "1 or more, or null"));
    }
  }

  /**
   * Hard caps of one run; what a run takes over from one that was killed counts.
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
   * How long a call may take.
   *
   * @param connect until the connection is established
   * @param request one call, from its start to the last byte of its answer
   * @param job all calls of a run together
   */
  public record Timeouts(Duration connect, Duration request, Optional<Duration> job) {
    public Timeouts {
      require(connect.toMillis() > 0, "connect", connect, "above 0");
      require(request.toMillis() > 0, "request", request, "above 0");
      job.ifPresent(length -> require(length.toMillis() > 0, "job", length, "above 0"));
    }

    /** What executors need of it. */
    public CallTimeouts ofCall() {
      return new CallTimeouts(connect, request);
    }
  }

  /**
   * How long one call may take; unlike {@link Timeouts} it can be sent to executors.
   *
   * @param connect until the connection is established
   * @param request from the call's start to the last byte of its answer
   */
  public record CallTimeouts(Duration connect, Duration request) implements Serializable {}

  /**
   * How often and how soon a call is retried.
   *
   * @param attempts the most calls for one text, the first included
   * @param firstDelay before the second attempt; each further delay is twice the one before
   * @param maxDelay the longest delay between two attempts
   * @param maxRetryAfter the longest pause of the whole job that a service's {@code Retry-After}
   *     can cause
   * @param givenUpInARow the job stops after this many texts in a row ran out of attempts
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
   * US dollars per million tokens; where both are empty, the price comes from the table.
   *
   * @param input of the request
   * @param output of the answer
   * @param table a file in the form of {@code conf/models.conf} whose entries go over that one
   */
  public record PriceSettings(
      Optional<Double> input, Optional<Double> output, Optional<String> table) {
    public PriceSettings {
      if (input.isPresent() != output.isPresent()) {
        throw new IllegalArgumentException("input and output are to be set both, or none");
      }
      requireSound(input.orElse(0.0), output.orElse(0.0));
    }

    static void requireSound(double input, double output) {
      require(input >= 0 && input <= MOST_USD, "input", input, "0 to " + MOST_USD);
      require(output >= 0 && output <= MOST_USD, "output", output, "0 to " + MOST_USD);
    }
  }
}
