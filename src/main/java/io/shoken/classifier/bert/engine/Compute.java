package io.shoken.classifier.bert.engine;

import java.util.OptionalInt;

/**
 * Where and how a model computes.
 *
 * @param threads of the processor for one call; the setting is the process's, so all models of a
 *     JVM take the same. Spark: {@code spark.task.cpus}
 * @param gpu the device's number, or empty for the processor; one that is asked for and missing is
 *     an error, never a silent fall-back
 * @param tokens padded positions of a batch: large enough to fill the device, small enough for its
 *     memory
 */
public record Compute(Precision precision, int threads, OptionalInt gpu, int tokens) {

  /**
   * On a processor with a base-size model in bf16: 24 reports at 1,024 took 5 % less processor time
   * than at 2,048, and 12 took 22 % less than at 4,096, because more of a large batch is padding.
   */
  public static final int DEFAULT_TOKENS = 1_024;

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public Compute {
    if (threads < 1 || tokens < 1 || gpu.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "threads " + threads + ", tokens " + tokens + ", gpu " + gpu + ": too small");
    }
  }

  /** On the processor. */
  public static Compute cpu(Precision precision, int threads) {
    return new Compute(precision, threads, OptionalInt.empty(), DEFAULT_TOKENS);
  }

  /** The same with another budget of padded positions for a batch. */
  public Compute withTokens(int positions) {
    return new Compute(precision, threads, gpu, positions);
  }
}
