package io.shoken.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong, and which options of a rule each kind takes. */
enum FaultKind {
  /** 429, with a {@code Retry-After} where the rule gives one. */
  TOO_FAST(Stage.INSTEAD, "retry-after", "as-date"),
  /** 500, or the status that the rule gives. */
  SERVER_ERROR(Stage.INSTEAD, "status", "retry-after", "as-date"),
  /** 429 whose code says that the account is out of money. */
  INSUFFICIENT_QUOTA(Stage.INSTEAD),
  /** 401, as for a wrong key. */
  UNAUTHORIZED(Stage.INSTEAD),
  /** 404, as for a model that is not there. */
  UNKNOWN_MODEL(Stage.INSTEAD),
  /**
   * An answer that ends for {@code content_filter}, or with {@code as-error} a 400 of that code.
   */
  CONTENT_FILTER(Stage.ANSWER, "as-error"),
  /** The first half of the answer, ended for {@code length}. */
  TRUNCATED(Stage.ANSWER),
  /** The source itself ({@code en}) or Chinese ({@code zh}). */
  WRONG_LANGUAGE(Stage.ANSWER, "language"),
  /** A polite refusal, in {@code ja} or {@code en}, as text or in the protocol's own field. */
  REFUSAL(Stage.ANSWER, "language", "in-field"),
  /** The answer between an introduction and an offer of more help, in {@code ja} or {@code en}. */
  CHATTER(Stage.ANSWER, "language"),
  /** A body that is the first half of the JSON, whole as HTTP. */
  INVALID_JSON(Stage.DELIVERY),
  /** The connection ends after half of the body. */
  CUT_CONNECTION(Stage.DELIVERY),
  /** The connection ends before the answer. */
  DROPPED_CONNECTION(Stage.DELIVERY),
  /** The body in small pieces with a wait after each. */
  DRIP(Stage.DELIVERY, "bytes", "interval"),
  /** A line of a batch's result is written twice. */
  DUPLICATE_LINE(Stage.LINE),
  /** A line of a batch's result is not there. */
  MISSING_LINE(Stage.LINE),
  /** A line of a batch's result says that the request was not carried out in time. */
  EXPIRED_LINE(Stage.LINE),
  /** A line of a batch's result has an id that was not in the request. */
  UNKNOWN_LINE(Stage.LINE),
  /** A line of a batch's result is cut in half. */
  BROKEN_LINE(Stage.LINE);

  /** Where a fault strikes. */
  enum Stage {
    /** Another answer, and nothing is translated. */
    INSTEAD,
    /** The translation is spoiled. */
    ANSWER,
    /** The answer is right, its way to the client is not; not in batches. */
    DELIVERY,
    /** Lines of a batch's result. */
    LINE
  }

  private final Stage stage;
  private final String options;

  FaultKind(Stage stage, String... options) {
    this.stage = stage;
    this.options = String.join(" ", options);
  }

  Stage stage() {
    return stage;
  }

  /** The keys that a rule of this kind may have in addition to the schedule's. */
  List<String> options() {
    return options.isEmpty() ? List.of() : List.of(options.split(" "));
  }

  /** As fault files and the log name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<FaultKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }
}
