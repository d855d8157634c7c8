package io.shoken.quality.metric;

import io.shoken.core.SplitMix;
import java.util.Arrays;

/**
 * Gives each distinct key a number, 0, 1, 2 and so on in the order of arrival: a hash map of
 * primitive longs. -1 is no key.
 */
final class LongNumbers {
  private static final long FREE = -1;

  private final long[] keys;
  private final int[] numbers;
  private final int mask;
  private int size;

  /** For at most that many distinct keys. */
  LongNumbers(int capacity) {
    int slots = Integer.highestOneBit(Math.max(8, capacity)) << 2;
    keys = new long[slots];
    numbers = new int[slots];
    mask = slots - 1;
    clear();
  }

  void clear() {
    Arrays.fill(keys, FREE);
    size = 0;
  }

  int size() {
    return size;
  }

  /** The key's number, a new one if need be. */
  int add(long key) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      keys[slot] = key;
      numbers[slot] = size++;
    }
    return numbers[slot];
  }

  /** The key's number, or -1. */
  int find(long key) {
    int slot = slot(key);
    return keys[slot] == FREE ? -1 : numbers[slot];
  }

  private int slot(long key) {
    long hash = key * SplitMix.GOLDEN_GAMMA;
    int slot = (int) (hash >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
