package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;

/**
 * A model's answer to one request.
 *
 * @param content without white space around it, null where the answer has none
 * @param refusal whether the model declined in the field that is there for it
 * @param finishReason as the service wrote it
 * @param inputTokens that the service counts, else those of the request as counted here
 * @param outputTokens that the service counts, else those of {@code content} as counted here
 * @param limits what the service reports of its limits
 */
public record ChatAnswer(
    String content,
    boolean refusal,
    String finishReason,
    long inputTokens,
    long outputTokens,
    ServiceLimits limits) {

  /** Does not show the content. */
  @Override
  public String toString() {
    return "ChatAnswer[finishReason=" + finishReason + ", outputTokens=" + outputTokens + "]";
  }
}
