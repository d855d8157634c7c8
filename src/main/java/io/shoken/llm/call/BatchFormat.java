package io.shoken.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import io.shoken.llm.ServiceLimits;
import java.nio.charset.StandardCharsets;
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
   * The answer in a response's body; empty if there is none in it.
   *
   * @param body JSON
   */
  public static Optional<ChatAnswer> answer(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return Optional.of(AnswerBody.read(bytes, 0, 0, ServiceLimits.UNKNOWN));
    } catch (CallFailure e) {
      return Optional.empty();
    }
  }
}
