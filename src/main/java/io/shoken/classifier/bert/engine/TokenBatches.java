package io.shoken.classifier.bert.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups sequences of like length, so that little of a batch is padding. */
public final class TokenBatches {
  private TokenBatches() {}

  /**
   * Every index once, in groups whose longest sequence times their number stays within the budget;
   * a sequence over the budget is a group alone. Longest first: what does not fit into memory fails
   * at once.
   */
  public static List<List<Integer>> of(List<int[]> sequences, int budget) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -sequences.get(i).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    while (from < order.size()) {
      int width = Math.max(1, sequences.get(order.get(from)).length);
      int to = Math.min(order.size(), from + Math.max(1, budget / width));
      batches.add(order.subList(from, to));
      from = to;
    }
    return batches;
  }
}
