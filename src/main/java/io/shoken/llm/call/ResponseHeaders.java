package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.UnaryOperator;

/**
 * Reads the headers of an answer that steer the job: {@code x-ratelimit-limit-*}, {@code
 * x-ratelimit-remaining-*} and {@code Retry-After}. A value that is not as expected counts as
 * absent.
 */
final class ResponseHeaders {

  private ResponseHeaders() {}

  /**
   * @param headers the value of a header by its name, null if there is none
   */
  static ServiceLimits limits(UnaryOperator<String> headers) {
    return new ServiceLimits(
        number(headers, "x-ratelimit-limit-requests"),
        number(headers, "x-ratelimit-remaining-requests"),
        number(headers, "x-ratelimit-limit-tokens"),
        number(headers, "x-ratelimit-remaining-tokens"));
  }

  /** How long the service asks to wait from now; zero if it does not. */
  static Duration retryAfter(UnaryOperator<String> headers, Instant now) {
    String value = headers.apply("Retry-After");
    return value == null ? Duration.ZERO : retryAfter(value, now);
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

  private static long number(UnaryOperator<String> headers, String name) {
    String value = headers.apply(name);
    boolean isNumber = value != null && value.strip().matches("\\d{1,15}");
    return isNumber ? Long.parseLong(value.strip()) : -1;
  }
}
