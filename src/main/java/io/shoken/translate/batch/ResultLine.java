package io.shoken.translate.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.llm.call.ErrorBody;
import io.shoken.llm.call.Refusal;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A line of a result or error file, which may be anything.
 *
 * @param customId null where the line is malformed
 * @param detail the body of an answer, kind and description of an error, else empty
 */
record ResultLine(Kind kind, String customId, String detail) {

  /** In the order in which one of several lines about the same request is taken. */
  enum Kind {
    ANSWERED(0),
    REFUSED(1),
    EXPIRED(2),
    MALFORMED(3);

    /** Of several lines of one text the one with the least is taken. */
    final int rank;

    Kind(int rank) {
      this.rank = rank;
    }
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final ResultLine MALFORMED = new ResultLine(Kind.MALFORMED, null, "");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  static ResultLine parse(String line) {
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (IOException e) {
      return MALFORMED;
    }
    String customId = root.path("custom_id").asText("");
    if (!WORD.matcher(customId).matches()) {
      return MALFORMED;
    }
    JsonNode response = root.path("response");
    int status = response.path("status_code").asInt(0);
    JsonNode body = response.path("body");
    if (status == 200 && body.isObject()) {
      return new ResultLine(Kind.ANSWERED, customId, body.toString());
    }
    if (status >= 300 && status <= 599) {
      return refused(customId, ErrorBody.read(status, body));
    }
    Refusal error = ErrorBody.read(500, root);
    return switch (error.code()) {
      case "batch_expired", "batch_cancelled" -> new ResultLine(Kind.EXPIRED, customId, "");
      case "" -> MALFORMED;
      default -> refused(customId, error);
    };
  }

  private static ResultLine refused(String customId, Refusal refusal) {
    return new ResultLine(Kind.REFUSED, customId, refusal.kind().name() + " " + refusal.describe());
  }
}
