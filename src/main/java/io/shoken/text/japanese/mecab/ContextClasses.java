package io.shoken.text.japanese.mecab;

import io.shoken.core.SplitMix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Merges the contexts that no connection tells apart (a quarter of UniDic's) and numbers what is
 * left by how many words have it. That makes the table of connections smaller and brings the part
 * of it that texts use into a corner that fits a processor's cache; no cost changes.
 */
final class ContextClasses {
  private final int size;
  private final short[] costs;

  /** Class by right context and by left context. */
  private final int[] rights;

  private final int[] lefts;

  private ContextClasses(int size, short[] costs, Entries entries) {
    this.size = size;
    this.costs = costs;
    double[] rightWords = new double[size];
    double[] leftWords = new double[size];
    entries.forEach(
        entry -> {
          double share = Math.exp(-Entry.cost(entry) / COST_OF_E);
          rightWords[Entry.right(entry)] += share;
          leftWords[Entry.left(entry)] += share;
        });
    this.rights = classes(rowHashes(), rightWords);
    this.lefts = classes(columnHashes(), leftWords);
  }

  /**
   * @param costs a square table: a row for each right context
   * @param entries whose contexts become classes
   */
  static Connections merge(int size, short[] costs, Entries entries) {
    ContextClasses classes = new ContextClasses(size, costs, entries);
    entries.map(
        entry ->
            Entry.of(
                classes.lefts[Entry.left(entry)],
                classes.rights[Entry.right(entry)],
                Entry.cost(entry)));
    return classes.connections();
  }

  /** Equal rows have equal hashes; of 64 bits, so that others have not. */
  private long[] rowHashes() {
    long[] hashes = new long[size];
    for (int right = 0; right < size; right++) {
      long hash = 0;
      for (int i = right * size; i < (right + 1) * size; i++) {
        hash = (hash + costs[i]) * SplitMix.GOLDEN_GAMMA;
      }
      hashes[right] = hash;
    }
    return hashes;
  }

  private long[] columnHashes() {
    long[] hashes = new long[size];
    for (int right = 0; right < size; right++) {
      for (int left = 0; left < size; left++) {
        hashes[left] = (hashes[left] + costs[right * size + left]) * SplitMix.GOLDEN_GAMMA;
      }
    }
    return hashes;
  }

  /** Dictionaries give a word that is e times rarer about so much more cost. */
  private static final double COST_OF_E = 700;

  /** The class of each context: 0 for the boundary's, then from the class with most words on. */
  private static int[] classes(long[] hashes, double[] words) {
    Map<Long, Double> total = new HashMap<>();
    for (int i = 0; i < hashes.length; i++) {
      total.merge(hashes[i], words[i], Double::sum);
    }
    total.put(hashes[Dictionary.BOUNDARY], Double.MAX_VALUE);
    Map<Long, Integer> numbers = new HashMap<>();
    IntStream.range(0, hashes.length)
        .boxed()
        .sorted((a, b) -> Double.compare(total.get(hashes[b]), total.get(hashes[a])))
        .forEachOrdered(i -> numbers.putIfAbsent(hashes[i], numbers.size()));
    return Arrays.stream(hashes).mapToInt(numbers::get).toArray();
  }

  private Connections connections() {
    int[] leftOf = oneOfEach(lefts);
    int[] rightOf = oneOfEach(rights);
    short[] merged = new short[rightOf.length * leftOf.length];
    int to = 0;
    for (int right : rightOf) {
      for (int left : leftOf) {
        merged[to++] = costs[right * size + left];
      }
    }
    return new Connections(leftOf.length, merged);
  }

  /** A context of each class. */
  private static int[] oneOfEach(int[] classes) {
    int[] contexts = new int[Arrays.stream(classes).max().orElseThrow() + 1];
    for (int i = 0; i < classes.length; i++) {
      contexts[classes[i]] = i;
    }
    return contexts;
  }
}
