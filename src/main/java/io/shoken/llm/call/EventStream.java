package io.shoken.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Puts an answer together that a service sent in pieces although it was asked for a whole one. */
final class EventStream {

  private EventStream() {}

  /**
   * The answer in the form that it has when it comes whole.
   *
   * @param body lines of {@code data: {...}}
   */
  static JsonNode join(String body, JsonMapper json) throws IOException {
    ObjectNode whole = json.createObjectNode();
    ObjectNode choice = whole.putArray("choices").addObject();
    StringBuilder content = new StringBuilder();
    for (String line : body.lines().toList()) {
      String data = line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
      if (!data.startsWith("{")) {
        continue;
      }
      JsonNode piece = json.readTree(data);
      JsonNode part = piece.path("choices").path(0);
      content.append(part.path("delta").path("content").asText(""));
      if (part.hasNonNull("finish_reason")) {
        choice.set("finish_reason", part.get("finish_reason"));
      }
      for (String field : new String[] {"usage", "error"}) {
        if (piece.hasNonNull(field)) {
          whole.set(field, piece.get(field));
        }
      }
    }
    if (content.length() > 0 || !whole.has("error")) {
      choice.putObject("message").put("content", content.toString());
    }
    return whole;
  }
}
