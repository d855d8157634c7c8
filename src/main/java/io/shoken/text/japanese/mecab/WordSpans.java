package io.shoken.text.japanese.mecab;

import java.util.AbstractList;
import java.util.List;

/**
 * The words of one text, as places in it: no word is copied until it is asked for. Offsets count
 * UTF-16 chars. Immutable.
 */
public final class WordSpans {
  private final String text;
  private final int[] bounds;
  private final int count;

  /**
   * @param bounds start and end of each word in turn; only the first {@code 2 * count} are read
   */
  WordSpans(String text, int[] bounds, int count) {
    this.text = text;
    this.bounds = bounds;
    this.count = count;
  }

  public int count() {
    return count;
  }

  /** Where word {@code i} starts in the text. */
  public int start(int i) {
    return bounds[2 * i];
  }

  /** Where word {@code i} ends in the text, exclusive. */
  public int end(int i) {
    return bounds[2 * i + 1];
  }

  public String word(int i) {
    return text.substring(start(i), end(i));
  }

  /** The words as a read-only list; each access makes its string anew. */
  public List<String> asList() {
    return new AbstractList<>() {
      @Override
      public String get(int i) {
        return word(java.util.Objects.checkIndex(i, count));
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /** The words with a blank between them, as {@code mecab -Owakati} prints a line. */
  public String joined() {
    return String.join(" ", asList());
  }
}
