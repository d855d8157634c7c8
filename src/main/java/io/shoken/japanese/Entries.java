package io.shoken.japanese;

import java.util.Arrays;

/** Collects entries as {@link Dictionary} keeps them: a head with their number, then they. */
final class Entries {
  private int[] contexts;
  private short[] costs;
  private int size;

  Entries(int capacity) {
    contexts = new int[capacity];
    costs = new short[capacity];
  }

  /** Starts a word with so many entries; returns its head. */
  int head(int count) {
    add(count, (short) 0);
    return size - 1;
  }

  void add(int left, int right, int cost) {
    add(Dictionary.pack(left, right), (short) cost);
  }

  void copy(Entries from, int entry) {
    add(from.contexts[entry], from.costs[entry]);
  }

  private void add(int context, short cost) {
    if (size == contexts.length) {
      contexts = Arrays.copyOf(contexts, size * 2);
      costs = Arrays.copyOf(costs, size * 2);
    }
    contexts[size] = context;
    costs[size++] = cost;
  }

  int[] contexts() {
    return Arrays.copyOf(contexts, size);
  }

  short[] costs() {
    return Arrays.copyOf(costs, size);
  }
}
