package io.shoken.translate;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call without a usable answer. It has no cause and no stack trace on purpose: the client's own
 * exceptions can hold the bodies of requests and answers.
 */
final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Error codes are words of the service's protocol; anything else might be text. */
  private static final Pattern SAFE_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final FailureKind kind;
  private final Duration retryAfter;

  /**
   * @param detail a status, code or class name, never text from a body
   * @param retryAfter what the server asked to wait, zero if nothing
   */
  CallFailure(FailureKind kind, String detail, Duration retryAfter) {
    super(detail.isEmpty() ? kind.key() : kind.key() + ": " + detail, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  static CallFailure ofStatus(int status, Optional<String> code, Duration retryAfter) {
    Optional<String> safe = code.filter(c -> SAFE_CODE.matcher(c).matches());
    String detail = "HTTP " + status + safe.map(c -> " " + c).orElse("");
    return new CallFailure(FailureKind.ofStatus(status, code), detail, retryAfter);
  }

  FailureKind kind() {
    return kind;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  /** What a row's {@code reason} says. */
  String reason() {
    return getMessage();
  }
}
