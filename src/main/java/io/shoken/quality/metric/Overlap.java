package io.shoken.quality.metric;

import java.util.Arrays;

/**
 * Counts the n-grams of each side of a pair and those they share; an n-gram counts at most as often
 * as the other side has it.
 */
record Overlap(long hypothesis, long reference, long shared) {

  /**
   * The overlaps of orders 1 to {@code maxOrder}. An n-gram is numbered by the number of its head
   * and its last token, so no n-gram is ever hashed as a whole and none can collide.
   */
  static Overlap[] upTo(int maxOrder, Pair.Ids ids) {
    int[] h = ids.hypothesis().clone();
    int[] r = ids.reference().clone();
    int[] counts = new int[Math.max(ids.distinct(), r.length)];
    LongNumbers numbers = new LongNumbers(r.length);
    Overlap[] overlaps = new Overlap[maxOrder];
    for (int n = 1; n <= maxOrder; n++) {
      int hLength = Math.max(0, h.length - n + 1);
      int rLength = Math.max(0, r.length - n + 1);
      if (n > 1) {
        numbers.clear();
        lengthen(r, ids.reference(), n, rLength, numbers, true);
        lengthen(h, ids.hypothesis(), n, hLength, numbers, false);
      }
      overlaps[n - 1] = new Overlap(hLength, rLength, shared(h, hLength, r, rLength, counts));
    }
    return overlaps;
  }

  /** Turns the numbers of the (n-1)-grams into those of the n-grams; -1 for one that r lacks. */
  private static void lengthen(
      int[] heads, int[] tokens, int n, int length, LongNumbers numbers, boolean add) {
    for (int i = 0; i < length; i++) {
      if (heads[i] >= 0) {
        long key = ((long) heads[i] << 32) | tokens[i + n - 1];
        heads[i] = add ? numbers.add(key) : numbers.find(key);
      }
    }
  }

  private static long shared(int[] h, int hLength, int[] r, int rLength, int[] counts) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < rLength; i++) {
      counts[r[i]]++;
    }
    long shared = 0;
    for (int i = 0; i < hLength; i++) {
      if (h[i] >= 0 && counts[h[i]]-- > 0) {
        shared++;
      }
    }
    return shared;
  }
}
