package io.shoken.llm.call;

import io.shoken.core.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failure table: what can go wrong with a call, whom it concerns, and what becomes of it. Rules
 * are tried from top to bottom; the first that fits an HTTP status and error code holds.
 */
public enum FailureKind {
  /** The account is out of money: waiting does not help. */
  QUOTA(
      Scope.JOB,
      "402, 429 insufficient_quota, 4 budget_exceeded",
      "400 403",
      "insufficient (balance|credit|fund|quota)|budget has been exceeded|credit balance|out of"
          + " credit|exceeded your current quota|billing"),
  UNAUTHORIZED(
      Scope.JOB,
      "401, 400 invalid_api_key",
      "400 403 422",
      "(invalid|incorrect|wrong|missing|no) api key|api key (is )?(not valid|invalid|missing)|no"
          + " connected db|authentication (error|failed)"),
  /** A code that names the request's model comes with several statuses. */
  UNKNOWN_MODEL(
      Scope.JOB,
      "404, 4 model_not_found, 400 DeploymentNotFound",
      "400 403 422",
      "invalid model|unknown model|model .{0,100}(does not exist|not found)|no such model"),
  FORBIDDEN(Scope.JOB, "403"),
  /** The address answers with a redirect, which is never followed with a key in hand. */
  MOVED(Scope.JOB, "3"),
  /** The account's allowance for a day or month is used up, or the wording says so. */
  ALLOWANCE(
      Scope.TRANSIENT,
      "429 RESOURCE_EXHAUSTED",
      "429",
      "quota|billing|per day|daily|per month|\\brpd\\b|\\btpd\\b"),
  TOO_FAST(Scope.TRANSIENT, "429"),
  SERVICE_TIMEOUT(Scope.TRANSIENT, "408"),
  CONFLICT(Scope.TRANSIENT, "409"),
  SERVER_ERROR(Scope.TRANSIENT, "5"),
  TOO_LONG(
      Scope.ROW_REJECTED,
      "400 context_length_exceeded, 413",
      "400 422",
      "maximum context length|context window|context length"),
  CONTENT_FILTER(
      Scope.ROW_REJECTED,
      "400 content_filter, 400 ResponsibleAIPolicyViolation",
      "400",
      "content management policy|content filter"),
  /** The model does not take a field of the request, or not its value. */
  PARAMETER(
      Scope.JOB,
      "400 unsupported_parameter, 400 unsupported_value, 422 extra_forbidden",
      "400 422",
      "unsupported (parameter|value)|extra inputs are not permitted|unrecognized request"
          + " argument|unknown parameter|not supported with this model"),
  BAD_REQUEST(Scope.ROW_REJECTED, "4"),

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

  /** Each a status, or its first digit for all that begin with it, and a code if one decides. */
  private final String answers;

  /** The statuses whose wording may tell the kind as well. */
  private final String wordedStatuses;

  private final Pattern wording;

  FailureKind(Scope scope) {
    this(scope, "");
  }

  FailureKind(Scope scope, String answers) {
    this(scope, answers, "", "(?!)");
  }

  FailureKind(Scope scope, String answers, String wordedStatuses, String wording) {
    this.scope = scope;
    this.answers = answers;
    this.wordedStatuses = wordedStatuses;
    this.wording = Pattern.compile(wording);
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
    if (answers.isEmpty()) {
      return "no status";
    }
    String listed =
        Stream.of(answers.split(", ", -1)).map(FailureKind::show).collect(Collectors.joining(", "));
    return "HTTP "
        + listed
        + (wordedStatuses.isEmpty()
            ? ""
            : ", or by its wording " + wordedStatuses.replace(" ", ", "));
  }

  private static String show(String answer) {
    String[] parts = answer.split(" ", 2);
    String status = parts[0].length() == 1 ? parts[0] + "xx" : parts[0];
    return parts.length == 1 ? status : status + " `" + parts[1] + "`";
  }

  /** How a job that stops for this ends. */
  public UserException.Kind userKind() {
    return switch (this) {
      case QUOTA, ALLOWANCE -> UserException.Kind.QUOTA;
      case UNKNOWN_MODEL, PARAMETER, BAD_REQUEST -> UserException.Kind.USAGE;
      default -> UserException.Kind.UNAVAILABLE;
    };
  }

  /** Whether many of it in a row, without an answer between them, concern the job. */
  public boolean stopsJobInARow() {
    return this == BAD_REQUEST || this == ALLOWANCE;
  }

  /** What to change where the job stops for this; empty where there is nothing to say. */
  public String remedy(String block) {
    return switch (this) {
      case QUOTA -> "; the account is out of money";
      case ALLOWANCE -> "; the account's allowance is used up, go on when it is renewed";
      case UNAUTHORIZED -> "; see OPENAI_API_KEY";
      case FORBIDDEN, UNKNOWN_MODEL -> "; see " + block + ".model and " + block + ".base-url";
      case MOVED -> "; see " + block + ".base-url";
      case PARAMETER, BAD_REQUEST -> "; see " + block + ".parameters and " + block + ".model";
      default -> "";
    };
  }

  /** The kind of an HTTP answer other than 2xx. */
  public static FailureKind ofStatus(int status, Optional<String> code) {
    return of(status, code.stream().toList(), "");
  }

  /**
   * The kind of an HTTP answer other than 2xx.
   *
   * @param codes all that its body has
   * @param words of its body, in lower case
   */
  static FailureKind of(int status, List<String> codes, String words) {
    return Stream.of(values())
        .filter(kind -> kind.fits(status, codes, words))
        .findFirst()
        .orElse(INVALID_ANSWER);
  }

  private boolean fits(int status, List<String> codes, String words) {
    for (String answer : answers.isEmpty() ? new String[0] : answers.split(", ", -1)) {
      String[] parts = answer.split(" ", 2);
      int wanted = Integer.parseInt(parts[0]);
      boolean right = wanted == status || wanted == status / 100;
      if (right && (parts.length == 1 || codes.contains(parts[1]))) {
        return true;
      }
    }
    return List.of(wordedStatuses.split(" ", -1)).contains(Integer.toString(status))
        && wording.matcher(words).find();
  }
}
