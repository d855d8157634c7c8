package io.shoken.text.japanese.mecab;

import java.util.Arrays;

/** Collects the start and the end of each word of a text. */
final class WordBounds {
  private int[] bounds = new int[0];
  private int words;

  /** Forgets all words, for a text of that length. */
  void clear(int length) {
    bounds = new int[Math.max(32, length + length / 2)];
    words = 0;
  }

  int words() {
    return words;
  }

  /**
   * Appends room for that number of words, which {@link #set} then fills; returns the first one's
   * number.
   */
  int extend(int count) {
    int first = words;
    words += count;
    if (2 * words > bounds.length) {
      bounds = Arrays.copyOf(bounds, 3 * words);
    }
    return first;
  }

  void set(int word, int start, int end) {
    bounds[2 * word] = start;
    bounds[2 * word + 1] = end;
  }

  /** Appends words whose bounds are counted from {@code origin}. */
  void append(char[] relative, int origin) {
    int to = 2 * extend(relative.length / 2);
    for (char bound : relative) {
      bounds[to++] = origin + bound;
    }
  }

  /** The bounds of the words from this one on, counted from {@code origin}. */
  char[] since(int firstWord, int origin) {
    char[] relative = new char[2 * (words - firstWord)];
    for (int i = 0; i < relative.length; i++) {
      relative[i] = (char) (bounds[2 * firstWord + i] - origin);
    }
    return relative;
  }

  /** The words of this text; they keep what was collected here until it is cleared. */
  WordSpans of(String text) {
    return new WordSpans(text, bounds, words);
  }
}
