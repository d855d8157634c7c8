package io.shoken.classifier.bert.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The batches of an epoch: shuffled, yet of like length. The order follows from seed and epoch
 * alone, so a resumed training continues with the batches that were left.
 */
public final class BatchOrder {
  /** Batches in a group; examples are sorted by length within a group. */
  private static final int GROUP = 50;

  private BatchOrder() {}

  /** Steps of an epoch. */
  public static long steps(int examples, int batchSize) {
    return -Math.floorDiv(-examples, batchSize);
  }

  /**
   * Every index of {@code lengths} once, in batches of that size; the last of each group may be
   * smaller.
   */
  public static List<List<Integer>> of(List<Integer> lengths, int batchSize, long seed, int epoch) {
    Random random = new Random(31 * seed + epoch);
    List<Integer> order = new ArrayList<>(IntStream.range(0, lengths.size()).boxed().toList());
    Collections.shuffle(order, random);
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += GROUP * batchSize) {
      List<Integer> group =
          new ArrayList<>(order.subList(from, Math.min(order.size(), from + GROUP * batchSize)));
      group.sort(Comparator.comparing(lengths::get));
      for (int i = 0; i < group.size(); i += batchSize) {
        batches.add(List.copyOf(group.subList(i, Math.min(group.size(), i + batchSize))));
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
