package io.shoken.llm.call;

import io.shoken.llm.SentParameters;
import java.util.List;

/**
 * One request to a chat model, in no service's own form.
 *
 * @param messages in order
 * @param promptTokens of all messages, as counted here; they stand in where a service reports none
 */
public record ChatRequest(
    String model, List<Message> messages, Parameters parameters, int promptTokens) {

  /** Who says a message. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** One message. */
  public record Message(Role role, String text) {

    /** Does not show the text. */
    @Override
    public String toString() {
      return "Message[role=" + role + "]";
    }
  }

  /**
   * What shapes the answer.
   *
   * @param sent fields that not every model takes
   * @param seed null if none is sent
   * @param maxTokens the most tokens that the answer may have, hidden reasoning among them
   */
  public record Parameters(SentParameters sent, Long seed, int maxTokens) {

    /** Parameters of a model that does not reason. */
    public Parameters(double temperature, Long seed, int maxTokens) {
      this(SentParameters.ofTemperature(temperature), seed, maxTokens);
    }
  }

  public ChatRequest {
    messages = List.copyOf(messages);
  }

  /** Does not show the messages. */
  @Override
  public String toString() {
    return "ChatRequest[model=" + model + ", promptTokens=" + promptTokens + "]";
  }
}
