package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;

/**
 * A model's answer to one request.
 *
 * @param content without reasoning and white space around it, null where the answer has none
 * @param refusal whether the model declined in the field that is there for it
 * @param finishReason {@code stop}, {@code length} or {@code content_filter}, whatever words the
 *     service has for them; another word where the service broke the answer off
 * @param usage the tokens to be paid for
 * @param limits what the service reports of its limits
 */
public record ChatAnswer(
    String content, boolean refusal, String finishReason, TokenUsage usage, ServiceLimits limits) {

  public long inputTokens() {
    return usage.input();
  }

  public long outputTokens() {
    return usage.output();
  }

  /** Does not show the content. */
  @Override
  public String toString() {
    return "ChatAnswer[finishReason=" + finishReason + ", outputTokens=" + outputTokens() + "]";
  }
}
