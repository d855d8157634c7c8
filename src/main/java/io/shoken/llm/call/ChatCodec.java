package io.shoken.llm.call;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.call.ChatRequest.Message;
import io.shoken.llm.call.ChatRequest.Parameters;
import io.shoken.text.ChatTokens;
import java.util.Optional;

/** Converts requests to the API client's form, and its answers to ours. */
final class ChatCodec {

  private ChatCodec() {}

  static ChatCompletionCreateParams params(ChatRequest request) {
    Parameters parameters = request.parameters();
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model(request.model())
            .temperature(parameters.temperature())
            .maxCompletionTokens((long) parameters.maxTokens());
    for (Message message : request.messages()) {
      switch (message.role()) {
        case SYSTEM -> params.addSystemMessage(message.text());
        case USER -> params.addUserMessage(message.text());
        case ASSISTANT -> params.addAssistantMessage(message.text());
      }
    }
    if (parameters.seed() != null) {
      params.putAdditionalBodyProperty("seed", JsonValue.from(parameters.seed()));
    }
    return params.build();
  }

  /**
   * @param promptTokens of the request, for a service that reports no usage
   */
  static ChatAnswer answer(ChatCompletion completion, int promptTokens, ServiceLimits limits) {
    ChatCompletion.Choice choice = completion.choices().get(0);
    String content = choice.message().content().map(String::strip).orElse(null);
    Optional<CompletionUsage> usage = completion.usage();
    long output = content == null || usage.isPresent() ? 0 : ChatTokens.of(content);
    return new ChatAnswer(
        content,
        choice.message().refusal().filter(r -> !r.isBlank()).isPresent(),
        choice.finishReason().asString(),
        usage.map(u -> Math.max(0, u.promptTokens())).orElse((long) promptTokens),
        usage.map(u -> Math.max(0, u.completionTokens())).orElse(output),
        limits);
  }
}
