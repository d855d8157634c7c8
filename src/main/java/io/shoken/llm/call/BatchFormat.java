package io.shoken.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import io.shoken.llm.ServiceLimits;
import java.util.Optional;

/** Writes lines of a batch's request file, and reads the answers in its result file. */
public final class BatchFormat {

  private BatchFormat() {}

  /**
   * A request as one line of JSON, without its line feed; its body equals that of a live call.
   *
   * @param customId under which the answer comes back
   */
  public static String requestLine(String customId, ChatRequest request) {
    JsonMapper json = ObjectMappers.jsonMapper();
    ObjectNode line = json.createObjectNode();
    line.put("custom_id", customId)
        .put("method", "POST")
        .put("url", "/v1/chat/completions")
        .set("body", json.valueToTree(ChatCodec.params(request)._body()));
    try {
      return json.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is no JSON: " + e.getClass().getSimpleName());
    }
  }

  /**
   * The answer in a response's body; empty if the body is not what the protocol says.
   *
   * @param body JSON
   */
  public static Optional<ChatAnswer> answer(String body) {
    try {
      ChatCompletion completion = ObjectMappers.jsonMapper().readValue(body, ChatCompletion.class);
      return Optional.of(ChatCodec.answer(completion, 0, ServiceLimits.UNKNOWN));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty(); // The exception would quote the body.
    }
  }
}
