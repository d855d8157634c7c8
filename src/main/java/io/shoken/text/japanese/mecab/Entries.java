package io.shoken.text.japanese.mecab;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** Collects entries as {@link Dictionary} keeps them: a head, which is their number, then they. */
final class Entries {
  private long[] entries;
  private int size;

  Entries(int capacity) {
    entries = new long[capacity];
  }

  /** Starts a word with that number of entries; returns its head. */
  int head(int count) {
    add(count);
    return size - 1;
  }

  void add(long entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = entry;
  }

  long get(int entry) {
    return entries[entry];
  }

  void forEach(LongConsumer action) {
    for (int head = 0; head < size; head += 1 + (int) entries[head]) {
      for (int i = head + 1; i <= head + entries[head]; i++) {
        action.accept(entries[i]);
      }
    }
  }

  /**
   * Changes every entry, and forgets those that can win no more: of two of one word with the same
   * contexts the one with the higher cost, and of equals the later. Heads stay where they are and
   * gaps remain, so this comes last.
   */
  void map(LongUnaryOperator change) {
    int count;
    for (int head = 0; head < size; head += 1 + count) {
      count = (int) entries[head];
      int last = head;
      for (int i = head + 1; i <= head + count; i++) {
        last = keep(head, last, change.applyAsLong(entries[i]));
      }
      entries[head] = (long) last - head;
    }
  }

  /** Appends an entry to those kept for a word; returns the place of the last one kept. */
  private int keep(int head, int last, long entry) {
    int end = last;
    for (int i = head + 1; i <= end; i++) {
      if (Entry.sameContexts(entries[i], entry)) {
        if (Entry.cost(entries[i]) <= Entry.cost(entry)) {
          return end;
        }
        System.arraycopy(entries, i + 1, entries, i, end - i);
        end--;
      }
    }
    entries[end + 1] = entry;
    return end + 1;
  }

  long[] toArray() {
    return Arrays.copyOf(entries, size);
  }
}
