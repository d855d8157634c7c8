package io.shoken.llm.call;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.shoken.llm.SentParameters;
import io.shoken.llm.call.ChatRequest.Message;
import io.shoken.llm.call.ChatRequest.Parameters;

/** Converts requests to the API client's form. */
final class ChatCodec {

  private ChatCodec() {}

  static ChatCompletionCreateParams params(ChatRequest request) {
    Parameters parameters = request.parameters();
    SentParameters sent = parameters.sent();
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder().model(request.model());
    if (sent.maxTokensField().equals("max_completion_tokens")) {
      params.maxCompletionTokens((long) parameters.maxTokens());
    } else {
      put(params, sent.maxTokensField(), (long) parameters.maxTokens());
    }
    if (sent.temperature() != null) {
      params.temperature(sent.temperature());
    }
    put(params, "reasoning_effort", sent.reasoningEffort());
    put(params, "service_tier", sent.serviceTier());
    put(params, "seed", parameters.seed());
    for (Message message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> params.addSystemMessage(message.text());
        case USER -> params.addUserMessage(message.text());
        case ASSISTANT -> params.addAssistantMessage(message.text());
      }
    }
    return params.build();
  }

  /** What is null is not sent. */
  private static void put(ChatCompletionCreateParams.Builder params, String field, Object value) {
    if (value != null) {
      params.putAdditionalBodyProperty(field, JsonValue.from(value));
    }
  }
}
