package io.shoken.llm.call;

import io.shoken.core.UserException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The failure table: what can go wrong with a call, whom it concerns, and what becomes of it. Rules
 * are tried from top to bottom; the first that fits an HTTP status and error code holds.
 */
public enum FailureKind {
  /** The account is out of money: HTTP 429, but waiting does not help. */
  QUOTA(Scope.JOB, 429, "insufficient_quota"),
  UNAUTHORIZED(Scope.JOB, 401, null),
  FORBIDDEN(Scope.JOB, 403, null),
  UNKNOWN_MODEL(Scope.JOB, 404, null),
  /** The address answers with a redirect, which is never followed with a key in hand. */
  MOVED(Scope.JOB, 3, null),
  TOO_FAST(Scope.TRANSIENT, 429, null),
  SERVICE_TIMEOUT(Scope.TRANSIENT, 408, null),
  CONFLICT(Scope.TRANSIENT, 409, null),
  SERVER_ERROR(Scope.TRANSIENT, 5, null),
  TOO_LONG(Scope.ROW_REJECTED, 400, "context_length_exceeded"),
  CONTENT_FILTER(Scope.ROW_REJECTED, 400, "content_filter"),
  BAD_REQUEST(Scope.ROW_REJECTED, 4, null),

  /** No connection, or it broke before the answer was whole. */
  CONNECTION(Scope.TRANSIENT),
  /** No whole answer in time. */
  TIMEOUT(Scope.TRANSIENT),
  /** The answer is not what the protocol says. */
  INVALID_ANSWER(Scope.TRANSIENT),
  /** The answer reached the most tokens allowed ({@code finish_reason} is {@code length}). */
  CUT_SHORT(Scope.ROW_FAILED),
  /** The answer holds no text. */
  EMPTY_ANSWER(Scope.ROW_REJECTED),
  /** The model declined in the answer's field for that. */
  REFUSAL(Scope.ROW_REJECTED),
  /** The answer ended for a reason other than stop, length or filter. */
  ODD_FINISH(Scope.ROW_FAILED);

  /** Whom a failure concerns. */
  public enum Scope {
    /** This call only: it is tried again, and the row fails when the attempts are used up. */
    TRANSIENT,
    /** This text: asking again might help one day. */
    ROW_FAILED,
    /** This text: the service or a check turned it down. */
    ROW_REJECTED,
    /** Every call: the job stops and keeps what it has. */
    JOB
  }

  private final Scope scope;

  /** A whole status, or its first digit for all that begin with it; 0 where no status tells. */
  private final int status;

  private final String code;

  FailureKind(Scope scope) {
    this(scope, 0, null);
  }

  FailureKind(Scope scope, int status, String code) {
    this.scope = scope;
    this.status = status;
    this.code = code;
  }

  public Scope scope() {
    return scope;
  }

  /** The beginning of a row's {@code reason}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which HTTP answers it stands for, or that no status tells it. */
  String when() {
    if (status == 0) {
      return "no status";
    }
    String statuses = status < 10 ? status + "xx" : String.valueOf(status);
    return "HTTP " + statuses + (code == null ? "" : " `" + code + "`");
  }

  /** How a job that stops for this ends. */
  public UserException.Kind userKind() {
    return this == QUOTA ? UserException.Kind.QUOTA : UserException.Kind.UNAVAILABLE;
  }

  /** The kind of an HTTP answer other than 2xx. */
  public static FailureKind ofStatus(int status, Optional<String> code) {
    return Stream.of(values())
        .filter(k -> k.status == status || (k.status > 0 && k.status == status / 100))
        .filter(k -> k.code == null || code.filter(k.code::equals).isPresent())
        .findFirst()
        .orElse(INVALID_ANSWER);
  }
}
