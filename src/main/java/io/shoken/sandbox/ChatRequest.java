package io.shoken.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sandbox needs of a chat completion request.
 *
 * @param model the model asked for
 * @param contents the text of each message in order, the user's last
 * @param maxTokens the most tokens that the answer may have
 * @param body the whole request
 */
record ChatRequest(String model, List<String> contents, int maxTokens, JsonNode body) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @throws RefusedException with the answer that says what is wrong, if it is no request that the
   *     sandbox can answer
   */
  static ChatRequest parse(byte[] body) throws RefusedException {
    JsonNode root = tree(body);
    if (root.path("stream").asBoolean(false) || root.path("n").asInt(1) != 1) {
      throw refuse("unsupported_value", "the sandbox answers once and whole: no stream, n = 1");
    }
    String model = root.path("model").asText("");
    if (model.isEmpty()) {
      throw refuse("missing_required_parameter", "model is missing");
    }
    return new ChatRequest(model, contents(root.path("messages")), maxTokens(root), root);
  }

  /** The source text: the whole of the last message. */
  String userText() {
    return contents.get(contents.size() - 1);
  }

  private static JsonNode tree(byte[] body) throws RefusedException {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw refuse("invalid_json", "the body is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    throw refuse("invalid_json", "the body is no JSON object");
  }

  private static List<String> contents(JsonNode messages) throws RefusedException {
    List<String> contents = new ArrayList<>();
    String role = "";
    for (JsonNode message : messages) {
      role = message.path("role").asText("");
      contents.add(text(message.path("content")));
    }
    if (!role.equals("user")) {
      throw refuse("invalid_messages", "the last message must be the user's");
    }
    return contents;
  }

  private static String text(JsonNode content) throws RefusedException {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("type").asText("").equals("text")) {
        throw refuse("invalid_messages", "the sandbox reads text parts only");
      }
      joined.append(part.path("text").asText(""));
    }
    return joined.toString();
  }

  private static int maxTokens(JsonNode root) throws RefusedException {
    JsonNode given =
        root.hasNonNull("max_completion_tokens")
            ? root.path("max_completion_tokens")
            : root.path("max_tokens");
    int max = given.asInt(Integer.MAX_VALUE);
    if (max < 1) {
      throw refuse("invalid_value", "max_completion_tokens is " + max + ", expected 1 or more");
    }
    return max;
  }

  private static RefusedException refuse(String code, String message) {
    return new RefusedException(Reply.badRequest(code, message));
  }
}
