package io.shoken.text.japanese;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an encoding that is longer than a model's positions as overlapping windows, each with the
 * two tokens around it. A window ends where a sentence does if one ends in its second half; the
 * next goes back over whole sentences, as many as fit the overlap.
 */
public final class Windows {
  private final int capacity;
  private final int overlap;

  /**
   * @param positions tokens that the model takes, the two around the text included
   * @param overlap tokens at most that a window repeats of the one before it
   * @throws IllegalArgumentException if there is no room for text, or the overlap is negative or
   *     not under half of the room
   */
  public Windows(int positions, int overlap) {
    this.capacity = positions - 2;
    this.overlap = overlap;
    if (capacity < 1 || overlap < 0 || 2 * overlap >= capacity) {
      throw new IllegalArgumentException(
          positions + " positions with an overlap of " + overlap + " leave no way forward");
    }
  }

  /** With that overlap, or as much of it as leaves a way forward. */
  public static Windows ofAtMost(int positions, int overlap) {
    return new Windows(positions, Math.min(overlap, Math.max(0, (positions - 3) / 2)));
  }

  /**
   * A stretch of an encoding's own tokens, without the two around them.
   *
   * @param from first token, counted in the encoding
   * @param to end, exclusive
   */
  public record Window(int from, int to) {

    /** The ids that a model reads: the encoding's first, the stretch, the encoding's last. */
    public int[] ids(Encoding encoding) {
      int[] all = encoding.ids();
      int[] ids = new int[to - from + 2];
      ids[0] = all[0];
      System.arraycopy(all, from, ids, 1, to - from);
      ids[ids.length - 1] = all[all.length - 1];
      return ids;
    }
  }

  /** What windows were needed for: sums over reports. */
  public record Count(long reports, long longReports, long tokens, long windows, long readTokens) {
    public static final Count ZERO = new Count(0, 0, 0, 0, 0);

    /** One report that is read in these windows; its two outer tokens are not counted. */
    public static Count of(Encoding encoding, List<Window> windows) {
      long read = windows.stream().mapToLong(window -> window.to() - window.from()).sum();
      long isLong = windows.size() > 1 ? 1 : 0;
      return new Count(1, isLong, encoding.size() - 2L, windows.size(), read);
    }

    Count plus(Count other) {
      return new Count(
          reports + other.reports,
          longReports + other.longReports,
          tokens + other.tokens,
          windows + other.windows,
          readTokens + other.readTokens);
    }
  }

  /** The windows in order; together they hold every token, and one is enough for a short text. */
  public List<Window> of(Encoding encoding) {
    int end = encoding.size() - 1;
    int[] sentences = encoding.sentenceStarts();
    List<Window> windows = new ArrayList<>();
    int from = 1;
    while (end - from > capacity) {
      int to = lastStart(sentences, from + (capacity + 1) / 2, from + capacity);
      boolean whole = to > 0;
      to = whole ? to : from + capacity;
      windows.add(new Window(from, to));
      int back = firstStart(sentences, to - overlap, to);
      from = back > 0 ? back : whole ? to : to - overlap;
    }
    windows.add(new Window(from, end));
    return windows;
  }

  /** The last sentence start from {@code low} to {@code high}, or 0. */
  private static int lastStart(int[] sentences, int low, int high) {
    int last = 0;
    for (int start : sentences) {
      if (start >= low && start <= high) {
        last = start;
      }
    }
    return last;
  }

  /** The first sentence start from {@code low} to before {@code high}, or 0. */
  private static int firstStart(int[] sentences, int low, int high) {
    for (int start : sentences) {
      if (start >= low && start < high) {
        return start;
      }
    }
    return 0;
  }
}
