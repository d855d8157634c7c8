package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A call without a usable answer. It has no cause and no stack trace, because the API client's own
 * exceptions can hold the bodies of requests and answers.
 */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Error codes are words of the service's protocol; anything else might be text. */
  private static final Pattern SAFE_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final FailureKind kind;
  private final Duration retryAfter;
  private final boolean lost;
  private final ServiceLimits limits;

  /**
   * @param detail a status, code or class name, never text from a body
   * @param lost whether the service may have answered and charge for it, although no answer came
   */
  private CallFailure(
      FailureKind kind, String detail, Duration retryAfter, boolean lost, ServiceLimits limits) {
    super(detail.isEmpty() ? kind.key() : kind.key() + ": " + detail, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.lost = lost;
    this.limits = limits;
  }

  /**
   * The service refused.
   *
   * @param retryAfter what it asked to wait, zero if nothing
   */
  public static CallFailure ofStatus(
      int status, Optional<String> code, Duration retryAfter, ServiceLimits limits) {
    Optional<String> safe = code.filter(c -> SAFE_CODE.matcher(c).matches());
    String detail = "HTTP " + status + safe.map(c -> " " + c).orElse("");
    return new CallFailure(FailureKind.ofStatus(status, code), detail, retryAfter, false, limits);
  }

  /** There was no connection. */
  static CallFailure notReached(Throwable cause) {
    return new CallFailure(
        FailureKind.CONNECTION,
        cause.getClass().getSimpleName(),
        Duration.ZERO,
        false,
        ServiceLimits.UNKNOWN);
  }

  /** The request was sent, and what came back is no answer. */
  public static CallFailure lost(FailureKind kind, Throwable cause) {
    return new CallFailure(
        kind, cause.getClass().getSimpleName(), Duration.ZERO, true, ServiceLimits.UNKNOWN);
  }

  public FailureKind kind() {
    return kind;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the service may have answered and charge for it, although no answer came. */
  public boolean lost() {
    return lost;
  }

  /** What the service reports of its limits. */
  public ServiceLimits limits() {
    return limits;
  }

  /** What a row's {@code reason} says. */
  public String reason() {
    return getMessage();
  }
}
