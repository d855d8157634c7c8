package io.shoken.text.japanese.mecab;

/**
 * A dictionary entry in a long: the context on its left, the one on its right, and its cost. Two
 * entries with the same contexts differ in the upper half only.
 */
final class Entry {
  private static final int SIXTEEN_BITS = 0xffff;

  private Entry() {}

  static long of(int left, int right, int cost) {
    return (long) cost << Integer.SIZE | (long) left << Short.SIZE | right;
  }

  static int left(long entry) {
    return (int) entry >>> Short.SIZE;
  }

  static int right(long entry) {
    return (int) entry & SIXTEEN_BITS;
  }

  static int cost(long entry) {
    return (int) (entry >> Integer.SIZE);
  }

  static boolean sameContexts(long a, long b) {
    return (int) a == (int) b;
  }
}
