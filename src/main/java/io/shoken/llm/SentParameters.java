package io.shoken.llm;

import java.io.Serializable;

/**
 * The fields of a request that a model may or may not take; null is not sent.
 *
 * @param maxTokensField the name of the field for the most tokens of the answer
 */
public record SentParameters(
    Double temperature, String reasoningEffort, String serviceTier, String maxTokensField)
    implements Serializable {

  /** As models take them that do not reason. */
  public static SentParameters ofTemperature(double temperature) {
    return new SentParameters(temperature, null, null, "max_completion_tokens");
  }

  /** Room for the hidden reasoning that counts as part of the answer, in tokens. */
  public int reasoningTokens() {
    if (reasoningEffort == null || reasoningEffort.equals("none")) {
      return 0;
    }
    return switch (reasoningEffort) {
      case "minimal", "low" -> 2_048;
      case "medium" -> 8_192;
      default -> 16_384;
    };
  }
}
