package io.shoken.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the sandbox serves.
 *
 * @param memory the sentence memory: a local UTF-8 file of lines "English sentence, tab, Japanese
 *     sentence"
 * @param port the loopback port, 0 for a free one
 * @param delay added to every answer, as a model would take its time
 * @param limits its own limits per minute
 * @param models the model names that it knows; every other one is answered 404
 * @param log the file that takes one line for each chat call that is over, none for no log
 * @param faults the file that scripts what goes wrong, none for a server without faults
 * @param dialect what its models take
 */
public record SandboxSettings(
    String memory,
    int port,
    Duration delay,
    Limits limits,
    List<String> models,
    Optional<String> log,
    Optional<String> faults,
    Dialect dialect) {

  /** How a model answers beside what it says. */
  public enum Dialect {
    /** It takes what the older chat models take. */
    CHAT,
    /**
     * It refuses {@code max_tokens}, and {@code temperature} unless the reasoning effort is none;
     * with any other effort hidden reasoning is part of its answer's tokens.
     */
    REASONING
  }

  /**
   * What an account may do; 0 means no limit. Those per minute start full and refill evenly, as the
   * real service's do.
   *
   * @param requestsPerDay from the server's start on
   * @param batchQueueTokens of the requests of all batches that are not over; one that does not fit
   *     fails
   */
  public record Limits(
      int requestsPerMinute, int tokensPerMinute, int requestsPerDay, int batchQueueTokens) {

    /** Limits per minute alone. */
    public Limits(int requestsPerMinute, int tokensPerMinute) {
      this(requestsPerMinute, tokensPerMinute, 0, 0);
    }

    public Limits {
      requireAtLeast("sandbox.limits.requests-per-day", requestsPerDay, 0);
      requireAtLeast("sandbox.limits.batch-queue-tokens", batchQueueTokens, 0);
      requireAtLeast("sandbox.limits.requests-per-minute", requestsPerMinute, 0);
      requireAtLeast("sandbox.limits.tokens-per-minute", tokensPerMinute, 0);
    }
  }

  public SandboxSettings {
    requireAtLeast("sandbox.port", port, 0);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("sandbox.delay is " + delay + ", expected 0 or more");
    }
    models = List.copyOf(models);
  }

  /** Settings without a log and without faults. */
  public SandboxSettings(
      String memory, int port, Duration delay, Limits limits, List<String> models) {
    this(memory, port, delay, limits, models, Optional.empty(), Optional.empty());
  }

  /** Settings of a server of chat models. */
  public SandboxSettings(
      String memory,
      int port,
      Duration delay,
      Limits limits,
      List<String> models,
      Optional<String> log,
      Optional<String> faults) {
    this(memory, port, delay, limits, models, log, faults, Dialect.CHAT);
  }

  /** The same settings with a log in that file. */
  public SandboxSettings withLog(String file) {
    return new SandboxSettings(
        memory, port, delay, limits, models, Optional.of(file), faults, dialect);
  }

  /** The same settings with the faults that this file scripts. */
  public SandboxSettings withFaults(String file) {
    return new SandboxSettings(
        memory, port, delay, limits, models, log, Optional.of(file), dialect);
  }

  /** The same settings with models that take other fields. */
  public SandboxSettings speaking(Dialect other) {
    return new SandboxSettings(memory, port, delay, limits, models, log, faults, other);
  }

  /** The same settings on another loopback port. */
  public SandboxSettings onPort(int other) {
    return new SandboxSettings(memory, other, delay, limits, models, log, faults, dialect);
  }

  /** The same settings with only these models known and a free port. */
  public SandboxSettings servingOnly(String model) {
    return new SandboxSettings(memory, 0, delay, limits, List.of(model), log, faults, dialect);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, expected %d or more".formatted(name, value, least));
    }
  }
}
