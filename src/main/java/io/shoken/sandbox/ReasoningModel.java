package io.shoken.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What a model that reasons refuses, and how long it thinks before it answers. */
final class ReasoningModel {

  private ReasoningModel() {}

  /**
   * @throws RefusedException if the request has a field that the model does not take
   */
  static void check(JsonNode request) throws RefusedException {
    if (request.hasNonNull("max_tokens")) {
      throw refuse("unsupported_parameter", "max_tokens", "use max_completion_tokens instead");
    }
    for (String field : new String[] {"temperature", "top_p"}) {
      if (request.hasNonNull(field) && !effort(request).equals("none")) {
        throw refuse("unsupported_value", field, "it takes the default only");
      }
    }
    if (!effort(request).matches("none|low|medium|high")) {
      throw refuse("unsupported_value", "reasoning_effort", "it takes none, low, medium and high");
    }
  }

  /** Hidden tokens before an answer of so many; part of what the answer may have. */
  static int reasoningTokens(JsonNode request, int answer) {
    return switch (effort(request)) {
      case "none" -> 0;
      case "low" -> 64 + answer;
      case "high" -> 1024 + 16 * answer;
      default -> 256 + 4 * answer;
    };
  }

  private static String effort(JsonNode request) {
    return request.path("reasoning_effort").asText("medium");
  }

  private static RefusedException refuse(String code, String field, String why) {
    return new RefusedException(
        Reply.badRequest(
            code, "Unsupported: '" + field + "' is not supported with this model, " + why));
  }
}
