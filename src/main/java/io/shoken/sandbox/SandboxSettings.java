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
 */
public record SandboxSettings(
    String memory,
    int port,
    Duration delay,
    Limits limits,
    List<String> models,
    Optional<String> log,
    Optional<String> faults) {

  /**
   * Limits per minute that start full and refill evenly, as the real service's do; 0 means none.
   */
  public record Limits(int requestsPerMinute, int tokensPerMinute) {
    public Limits {
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

  /** The same settings with a log in that file. */
  public SandboxSettings withLog(String file) {
    return new SandboxSettings(memory, port, delay, limits, models, Optional.of(file), faults);
  }

  /** The same settings with the faults that this file scripts. */
  public SandboxSettings withFaults(String file) {
    return new SandboxSettings(memory, port, delay, limits, models, log, Optional.of(file));
  }

  /** The same settings on another loopback port. */
  public SandboxSettings onPort(int other) {
    return new SandboxSettings(memory, other, delay, limits, models, log, faults);
  }

  /** The same settings with only these models known and a free port. */
  public SandboxSettings servingOnly(String model) {
    return new SandboxSettings(memory, 0, delay, limits, List.of(model), log, faults);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, expected %d or more".formatted(name, value, least));
    }
  }
}
