package io.shoken.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what a service says of an error, in whatever shape: {@code error} may be an object, a text
 * or absent, codes may be numbers, the whole may be an array or no JSON at all. The wording only
 * helps to tell kinds apart; it is kept nowhere.
 */
public final class ErrorBody {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_WORDS = 4000;

  private ErrorBody() {}

  /** The refusal in the body of an answer with that status. */
  static Refusal read(int status, byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      return read(status, root == null ? JSON.missingNode() : root);
    } catch (IOException | RuntimeException e) {
      return read(status, JSON.missingNode()); // A page of a proxy, or nothing.
    }
  }

  /** The refusal in an answer's body that is JSON. */
  public static Refusal read(int status, JsonNode root) {
    JsonNode top = root.isArray() ? root.path(0) : root;
    List<JsonNode> places =
        List.of(
            top.path("error"),
            top.path("error").path("innererror"),
            top,
            top.path("detail").path(0));
    List<String> codes = new ArrayList<>();
    StringBuilder wording = new StringBuilder();
    String setting = Refusal.safe(top.path("error").path("param").asText(""));
    for (JsonNode place : places) {
      for (String field : new String[] {"code", "type", "status"}) {
        String code = Refusal.safe(place.path(field).asText(""));
        if (!code.isEmpty()) {
          codes.add(code);
        }
      }
      for (String field : new String[] {"message", "msg", "detail", "error"}) {
        wording.append(place.path(field).asText("")).append('\n');
      }
    }
    JsonNode location = top.path("detail").path(0).path("loc");
    if (setting.isEmpty() && location.isArray() && !location.isEmpty()) {
      setting = Refusal.safe(location.get(location.size() - 1).asText(""));
    }
    String words =
        wording.substring(0, Math.min(MOST_WORDS, wording.length())).toLowerCase(Locale.ROOT);
    return new Refusal(
        FailureKind.of(status, codes, words), status, codes.isEmpty() ? "" : codes.get(0), setting);
  }

  /** An error that came with status 200; its code may be the status that was meant. */
  static Refusal inAnswer(JsonNode root) {
    JsonNode code = root.path("error").path("code");
    int status = code.asInt(0);
    return read(status >= 400 && status <= 599 ? status : 500, root);
  }
}
