package io.shoken.llm.call;

import io.shoken.llm.ServiceLimits;
import java.time.Duration;

/**
 * A call without a usable answer. It has no cause and no stack trace, because the API client's own
 * exceptions can hold the bodies of requests and answers.
 */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

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
  static CallFailure refused(Refusal refusal, Duration retryAfter, ServiceLimits limits) {
    return new CallFailure(refusal.kind(), refusal.describe(), retryAfter, false, limits);
  }

  /** A body that no answer is in. */
  static CallFailure notAnAnswer() {
    return new CallFailure(
        FailureKind.INVALID_ANSWER, "no message in it", Duration.ZERO, true, ServiceLimits.UNKNOWN);
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
