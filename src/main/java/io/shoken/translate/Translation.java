package io.shoken.translate;

/** How asking for one text ended. */
sealed interface Translation {

  /** What the last call cost and took. */
  record Cost(long inputTokens, long outputTokens, int attempts, long latencyMillis) {}

  Cost cost();

  /** The answer is taken as the text's Japanese. */
  record Translated(String japanese, String finishReason, Cost cost) implements Translation {}

  /** The service or a check turned the text or its answer down. */
  record Rejected(String reason, String finishReason, Cost cost) implements Translation {}

  /** There was no usable answer; asking again may help. */
  record Failed(String reason, String finishReason, Cost cost) implements Translation {}
}
