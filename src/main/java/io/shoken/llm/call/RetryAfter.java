package io.shoken.llm.call;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The {@code Retry-After} header: seconds or an HTTP date (RFC 9110, 10.2.3). */
final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait from now; zero for a date in the past and for anything unreadable. */
  static Duration parse(String value, Instant now) {
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
}
