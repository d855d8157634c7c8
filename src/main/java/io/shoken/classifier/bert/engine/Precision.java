package io.shoken.classifier.bert.engine;

import java.util.Locale;

/**
 * What the encoder computes in. Weights are kept, and logits come out, in 32 bits either way.
 *
 * <p>{@code BF16} is about twice as fast on processors that have it; logits move by about 0.01.
 */
public enum Precision {
  FP32,
  BF16;

  /** The value in settings: {@code fp32}, {@code bf16}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
