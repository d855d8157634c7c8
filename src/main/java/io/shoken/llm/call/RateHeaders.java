package io.shoken.llm.call;

import com.openai.core.http.Headers;
import io.shoken.llm.budget.Messages.Heard;

/** The headers {@code x-ratelimit-limit-*} and {@code x-ratelimit-remaining-*} of an answer. */
final class RateHeaders {

  private RateHeaders() {}

  static Heard read(Headers headers) {
    Heard heard =
        new Heard(
            number(headers, "x-ratelimit-limit-requests"),
            number(headers, "x-ratelimit-remaining-requests"),
            number(headers, "x-ratelimit-limit-tokens"),
            number(headers, "x-ratelimit-remaining-tokens"));
    return heard.equals(Heard.NOTHING) ? Heard.NOTHING : heard;
  }

  /** A negative number where there is none: what a service writes is not to be relied on. */
  private static long number(Headers headers, String name) {
    return headers.values(name).stream()
        .map(String::strip)
        .filter(value -> value.matches("\\d{1,15}"))
        .findFirst()
        .map(Long::parseLong)
        .orElse(-1L);
  }
}
