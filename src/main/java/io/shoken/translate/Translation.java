package io.shoken.translate;

import java.util.List;

/** How asking for one text ended. */
sealed interface Translation {

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
