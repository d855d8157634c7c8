package io.shoken.classifier.bert.weights;

import java.util.Arrays;
import java.util.Optional;

/** {@code hidden_act} of a configuration: the ones that the BERT function knows. */
public enum Activation {
  /** With the error function. */
  GELU("gelu"),
  /** With the hyperbolic tangent. */
  GELU_NEW("gelu_new"),
  RELU("relu");

  private final String key;

  Activation(String key) {
    this.key = key;
  }

  /** The word in {@code config.json}. */
  public String key() {
    return key;
  }

  public static Optional<Activation> ofKey(String key) {
    return Arrays.stream(values()).filter(a -> a.key.equals(key)).findFirst();
  }
}
