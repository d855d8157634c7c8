package io.shoken.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One HTTP answer; the body is JSON. */
record Reply(int status, Map<String, String> headers, String body) {

  static Reply json(int status, JsonNode body) {
    return new Reply(status, Map.of(), body.toString());
  }

  /** An error in OpenAI's form. The message must hold no report text. */
  static Reply error(int status, String type, String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return json(status, body);
  }

  static Reply badRequest(String code, String message) {
    return error(400, "invalid_request_error", code, message);
  }

  Reply withHeaders(Map<String, String> more) {
    return new Reply(status, more, body);
  }
}
