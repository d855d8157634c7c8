package io.shoken.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.sandbox.FaultRule.Options;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Answers as no client wants them. */
final class OddAnswers {

  private static final Properties TEXTS = texts();

  private OddAnswers() {}

  /** What is answered in place of a translation. */
  static Reply instead(FaultRule rule, Clock clock) {
    Reply reply =
        switch (rule.kind()) {
          case TOO_FAST ->
              Reply.error(429, "requests", "rate_limit_exceeded", "scripted: too many requests");
          case INSUFFICIENT_QUOTA ->
              Reply.error(
                  429, "insufficient_quota", "insufficient_quota", "scripted: out of quota");
          case UNAUTHORIZED ->
              Reply.error(
                  401, "invalid_request_error", "invalid_api_key", "scripted: the key is wrong");
          case UNKNOWN_MODEL ->
              Reply.error(
                  404, "invalid_request_error", "model_not_found", "scripted: no such model");
          default ->
              Reply.error(
                  rule.how().status(), "server_error", "server_error", "scripted: a server error");
        };
    return reply.withHeaders(retryAfter(rule.how(), clock));
  }

  /**
   * Spoils a translation.
   *
   * @param answer the right one, in the protocol's form; changed in place
   */
  static Reply spoiled(FaultRule rule, ChatRequest request, ObjectNode answer) {
    Options how = rule.how();
    ObjectNode choice = (ObjectNode) answer.path("choices").get(0);
    ObjectNode message = (ObjectNode) choice.path("message");
    String text = message.path("content").asText();
    switch (rule.kind()) {
      case CONTENT_FILTER -> {
        if (how.asError()) {
          return Reply.badRequest("content_filter", "scripted: the filter turned the request down");
        }
        choice.put("finish_reason", "content_filter");
        message.put("content", "");
      }
      case TRUNCATED -> {
        choice.put("finish_reason", "length");
        message.put("content", text.substring(0, text.length() / 2));
      }
      case WRONG_LANGUAGE ->
          message.put(
              "content",
              how.language().equals("en") ? request.userText() : TEXTS.getProperty("chinese"));
      case REFUSAL -> refuse(message, TEXTS.getProperty("refusal." + how.language()), how);
      default ->
          message.put(
              "content",
              TEXTS.getProperty("before." + how.language())
                  + "\n\n"
                  + text
                  + "\n\n"
                  + TEXTS.getProperty("after." + how.language()));
    }
    return Reply.json(200, answer);
  }

  private static void refuse(ObjectNode message, String refusal, Options how) {
    if (how.inField()) {
      message.putNull("content").put("refusal", refusal);
    } else {
      message.put("content", refusal);
    }
  }

  private static Map<String, String> retryAfter(Options how, Clock clock) {
    Map<String, String> headers = new LinkedHashMap<>();
    how.retryAfter()
        .ifPresent(
            wait -> headers.put("Retry-After", how.asDate() ? date(wait, clock) : seconds(wait)));
    return headers;
  }

  private static String seconds(Duration wait) {
    return Long.toString(wait.plusMillis(999).toSeconds());
  }

  /** HTTP dates have whole seconds: the next one after the wait. */
  private static String date(Duration wait, Clock clock) {
    Instant at = clock.instant().plus(wait).plusMillis(999);
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  private static Properties texts() {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            OddAnswers.class.getResourceAsStream("/sandbox/odd-answers.properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
