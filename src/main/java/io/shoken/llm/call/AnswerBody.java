package io.shoken.llm.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.llm.ServiceLimits;
import io.shoken.text.ChatTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Reads the body of an answer, live or from a batch, as the many compatible services write it. Only
 * the content decides: whatever is missing or odd beside it, an answer that has a text is taken.
 * What is thrown holds nothing of the body.
 */
final class AnswerBody {

  private static final int MAX_DEPTH = 100;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private static final String REASONING = "<think>";
  private static final String END_OF_REASONING = "</think>";

  private AnswerBody() {}

  /**
   * Reads a whole body.
   *
   * @param prompt tokens of the request by our count, 0 if it is not known
   * @param most tokens that the answer may have, 0 if it is not known
   * @throws CallFailure if there is no answer in it
   */
  static ChatAnswer read(byte[] body, long prompt, long most, ServiceLimits limits) {
    try {
      return read(tree(body), prompt, most, limits);
    } catch (IOException e) {
      throw CallFailure.lost(FailureKind.INVALID_ANSWER, e);
    }
  }

  /** As {@link #read(byte[], long, long, ServiceLimits)}. */
  static ChatAnswer read(JsonNode root, long prompt, long most, ServiceLimits limits) {
    JsonNode choice = root.path("choices").path(0);
    JsonNode message = choice.path("message");
    String said = text(message.path("content"));
    if (said == null && !root.path("error").isMissingNode() && !root.path("error").isNull()) {
      throw CallFailure.refused(ErrorBody.inAnswer(root), Duration.ZERO, limits);
    }
    if (!message.isObject() || (said == null && !isEmpty(message.path("content")))) {
      throw CallFailure.notAnAnswer();
    }
    String content = said == null ? null : withoutReasoning(said);
    long ownCount = said == null ? 0 : ChatTokens.of(said);
    JsonNode refusal = message.path("refusal");
    return new ChatAnswer(
        content,
        refusal.isTextual() && !refusal.asText().isBlank(),
        finish(choice.path("finish_reason"), content),
        TokenUsage.read(root.path("usage"), prompt, ownCount, most),
        limits);
  }

  /** Servers leave reasoning in the text, with or without the mark that opens it. */
  private static String withoutReasoning(String text) {
    int end = text.lastIndexOf(END_OF_REASONING);
    String answer = (end < 0 ? text : text.substring(end + END_OF_REASONING.length())).strip();
    return answer.startsWith(REASONING) ? "" : answer;
  }

  /** A body that comes as a stream of events is put together. */
  private static JsonNode tree(byte[] body) throws IOException {
    String head = new String(body, 0, Math.min(body.length, 16), StandardCharsets.UTF_8).strip();
    if (head.startsWith("data:") || head.startsWith("event:")) {
      return EventStream.join(new String(body, StandardCharsets.UTF_8), JSON);
    }
    JsonNode root = JSON.readTree(body);
    return root == null ? JSON.missingNode() : root;
  }

  private static boolean isEmpty(JsonNode content) {
    return content.isMissingNode()
        || content.isNull()
        || (content.isArray() && text(content) == null);
  }

  /** The text of a content, which may come in parts; null if it has none. */
  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content.isArray() ? content : JSON.createArrayNode()) {
      if (part.isTextual()) {
        text.append(part.asText());
      } else if (part.path("type").asText("text").endsWith("text")
          && part.path("text").isTextual()) {
        text.append(part.path("text").asText());
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** Services have many words, or none, for an answer that came to its end. */
  private static String finish(JsonNode reason, String content) {
    String word = reason.asText("").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "length", "max_tokens", "model_length", "max_output_tokens" -> "length";
      case "content_filter", "safety", "recitation", "prohibited_content", "blocklist", "spii" ->
          "content_filter";
      case "error", "abort", "aborted", "cancelled", "insufficient_system_resource" -> word;
      case "tool_calls", "function_call" -> content == null || content.isEmpty() ? word : "stop";
      default -> "stop";
    };
  }
}
