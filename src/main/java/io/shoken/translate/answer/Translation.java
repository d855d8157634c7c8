package io.shoken.translate.answer;

import io.shoken.llm.call.ChatClient.Answer;
import io.shoken.llm.call.FailureKind;
import io.shoken.llm.call.FailureKind.Scope;
import java.util.List;

/** How asking for one text ended. */
public sealed interface Translation {

  /** What an answer is worth, whatever its text says. */
  static Translation of(Answer answer, Cost cost) {
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
        : unusable(bad, bad.key(), bad == FailureKind.ODD_FINISH ? null : finish, cost);
  }

  /** What becomes of a text when that failure is the end of it. */
  static Translation unusable(FailureKind kind, String reason, String finishReason, Cost cost) {
    return kind.scope() == Scope.ROW_REJECTED
        ? new Rejected(reason, finishReason, cost)
        : new Failed(reason, finishReason, cost);
  }

  /** What the calls cost together, and how long the last one took. */
  record Cost(long inputTokens, long outputTokens, int attempts, long latencyMillis) {}

  /** What one look at an answer found; an element of that column. */
  record Noted(String check, boolean passed, String detail) {}

  Cost cost();

  /** What was looked at; empty where nothing was. */
  default List<Noted> checks() {
    return List.of();
  }

  /** The answer is taken as the text's Japanese. */
  record Translated(String japanese, String finishReason, Cost cost, List<Noted> checks)
      implements Translation {
    Translated(String japanese, String finishReason, Cost cost) {
      this(japanese, finishReason, cost, List.of());
    }
  }

  /** The service or a check turned the text or its answer down. */
  record Rejected(String reason, String finishReason, Cost cost, List<Noted> checks)
      implements Translation {
    Rejected(String reason, String finishReason, Cost cost) {
      this(reason, finishReason, cost, List.of());
    }
  }

  /** There was no usable answer; asking again may help. */
  record Failed(String reason, String finishReason, Cost cost) implements Translation {}
}
