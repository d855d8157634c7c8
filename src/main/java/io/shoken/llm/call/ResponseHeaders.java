package io.shoken.llm.call;

import com.openai.core.http.Headers;
import io.shoken.llm.ServiceLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Reads the headers of an answer that steer the job: {@code x-ratelimit-limit-*}, {@code
 * x-ratelimit-remaining-*} and {@code Retry-After}. A value that is not as expected counts as
 * absent.
 */
final class ResponseHeaders {

  private ResponseHeaders() {}

  static ServiceLimits limits(Headers headers) {
    return new ServiceLimits(
        number(headers, "x-ratelimit-limit-requests"),
        number(headers, "x-ratelimit-remaining-requests"),
        number(headers, "x-ratelimit-limit-tokens"),
        number(headers, "x-ratelimit-remaining-tokens"));
  }

  /** How long the service asks to wait from now; zero if it does not. */
  static Duration retryAfter(Headers headers, Instant now) {
    return headers.values("Retry-After").stream()
        .findFirst()
        .map(value -> retryAfter(value, now))
        .orElse(Duration.ZERO);
  }

  /**
   * How long to wait from now; zero for a date in the past and for anything unreadable.
   *
   * @param value seconds or an HTTP date (RFC 9110, 10.2.3)
   */
  static Duration retryAfter(String value, Instant now) {
    String text = value.strip();
    try {
      if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private static long number(Headers headers, String name) {
    return headers.values(name).stream()
        .map(String::strip)
        .filter(value -> value.matches("\\d{1,15}"))
        .findFirst()
        .map(Long::parseLong)
        .orElse(-1L);
  }
}
