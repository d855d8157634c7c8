package io.shoken.translate.answer;

import io.shoken.llm.call.ChatAnswer;
import io.shoken.llm.call.FailureKind;
import io.shoken.llm.call.FailureKind.Scope;
import io.shoken.llm.call.TokenUsage;
import io.shoken.translate.request.CheckResult;
import io.shoken.translate.request.OutgoingText;
import java.util.List;
import java.util.Optional;

/** How the translation of one text ended; a row of {@code translations} is made of it. */
public sealed interface Translation {

  /** Classifies an answer by its finish reason and whether it has a text. */
  static Translation of(ChatAnswer answer, Cost cost) {
    String finish = answer.finishReason();
    FailureKind bad =
        switch (finish) {
          case "content_filter" -> FailureKind.CONTENT_FILTER;
          case "length" -> FailureKind.CUT_SHORT;
          case "stop" ->
              answer.refusal()
                  ? FailureKind.REFUSAL
                  : answer.content() == null || answer.content().isEmpty()
                      ? FailureKind.EMPTY_ANSWER
                      : null;
          default -> FailureKind.ODD_FINISH;
        };
    return bad == null
        ? new Translated(answer.content(), finish, cost)
        : unusable(bad, bad.key(), bad == FailureKind.ODD_FINISH ? null : finish, cost)
            .rejecting(answer.content());
  }

  /** The outcome of a text that ends with that failure. */
  static Translation unusable(FailureKind kind, String reason, String finishReason, Cost cost) {
    return kind.scope() == Scope.ROW_REJECTED
        ? new Rejected(reason, finishReason, cost)
        : new Failed(reason, finishReason, cost);
  }

  /** What the calls cost together, and how long the last one took. */
  record Cost(TokenUsage tokens, int attempts, long latencyMillis) {
    /** Of a text for which no call was made. */
    static final Cost NONE = new Cost(TokenUsage.NONE, 0, 0);
  }

  Cost cost();

  /** The results of the checks that were made. */
  default List<CheckResult> checks() {
    return List.of();
  }

  /** The same, and if it is a rejection, with the text that is rejected. */
  private Translation rejecting(String text) {
    return this instanceof Rejected r && text != null && !text.isEmpty()
        ? new Rejected(r.reason, r.finishReason, r.cost, r.checks, text)
        : this;
  }

  /**
   * The answer is taken as the text's Japanese.
   *
   * @param doubtful whether a check failed that casts doubt on it
   */
  record Translated(
      String japanese, String finishReason, Cost cost, List<CheckResult> checks, boolean doubtful)
      implements Translation {
    Translated(String japanese, String finishReason, Cost cost) {
      this(japanese, finishReason, cost, List.of(), false);
    }

    /** The same at the cost of all calls for its text. */
    public Translated at(Cost all) {
      return new Translated(japanese, finishReason, all, checks, doubtful);
    }

    /** The translation of a text that has nothing but marks; empty if it has to be sent. */
    public static Optional<Translated> withoutCall(OutgoingText text) {
      return text.answerWithoutCall().map(marks -> new Translated(marks, null, Cost.NONE));
    }
  }

  /**
   * The service or a check turned the text or its answer down.
   *
   * @param text the answer; null if there is none
   */
  record Rejected(
      String reason, String finishReason, Cost cost, List<CheckResult> checks, String text)
      implements Translation {
    Rejected(String reason, String finishReason, Cost cost) {
      this(reason, finishReason, cost, List.of(), null);
    }

    /** The rejection of a text that must not be sent; empty if it may be. */
    public static Optional<Rejected> unsent(OutgoingText text) {
      return text.rejection()
          .map(reason -> new Rejected(reason, null, Cost.NONE, text.checks(), null));
    }
  }

  /** There was no usable answer; asking again may help. */
  record Failed(String reason, String finishReason, Cost cost) implements Translation {}
}
