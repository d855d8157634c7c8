package io.shoken.sandbox;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English sentences and their Japanese, and the search for a way to read a text as a row of known
 * sentences. Whatever rule cut the sentences, the text is covered if any cutting covers it. Texts
 * are compared in NFC with every run of white space as one space. Immutable.
 */
final class SentenceMemory {

  /** Bullets and the like between sentences, which have no Japanese. */
  private static final String LOOSE_MARKS = "\"“”•·";

  /** A placeholder or mark of a client; it is kept as it is, as a model would keep it. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z]+[0-9]+\\]");

  /** Losing a line break costs more than any number of sentences. */
  private static final long LOST_BREAK = 1L << 32;

  /** Either the Japanese or where the reading stopped. */
  sealed interface Reading permits Known, Unknown {}

  /** The text's Japanese; lines are kept, sentences on a line follow each other without a space. */
  record Known(String japanese) implements Reading {}

  /**
   * No row of known sentences covers the text.
   *
   * @param position the furthest char (from 0, of the text with white space folded) that known
   *     sentences reach
   * @param length the folded text's length in chars
   */
  record Unknown(int position, int length) implements Reading {}

  /**
   * A pair with the longest other sentence that begins this one: all sentences that begin a text
   * are on one such chain.
   */
  private record Entry(String english, String japanese, Entry shorter) {}

  private final NavigableMap<String, Entry> entries;

  /** Keys must be {@link #fold}ed. */
  SentenceMemory(Map<String, String> pairs) {
    this.entries = new TreeMap<>();
    Deque<Entry> open = new ArrayDeque<>();
    new TreeMap<>(pairs)
        .forEach(
            (english, japanese) -> {
              while (!open.isEmpty() && !english.startsWith(open.peek().english)) {
                open.pop();
              }
              open.push(new Entry(english, japanese, open.peek()));
              entries.put(english, open.peek());
            });
  }

  int size() {
    return entries.size();
  }

  /** NFC, runs of white space as one space, none at the ends: the form that keys have. */
  static String fold(String text) {
    return new Folded(text).text;
  }

  /** Reads the text as known sentences: as few line breaks lost as possible, then as few parts. */
  Reading read(String text) {
    Folded folded = new Folded(text);
    int length = folded.text.length();
    long[] cost = new long[length + 1];
    int[] from = new int[length + 1];
    String[] japanese = new String[length + 1];
    Arrays.fill(cost, 1, length + 1, Long.MAX_VALUE);
    int furthest = 0;
    Matcher placeholder = PLACEHOLDER.matcher(folded.text);
    for (int at = 0; at < length; at++) {
      if (cost[at] == Long.MAX_VALUE) {
        continue;
      }
      furthest = at;
      if (isSeparator(folded.text.charAt(at)) && cost[at] < cost[at + 1]) {
        cost[at + 1] = cost[at];
        from[at + 1] = at;
        japanese[at + 1] = "\n".repeat(folded.breaksBefore[at + 1] - folded.breaksBefore[at]);
      }
      if (placeholder.region(at, length).lookingAt() && cost[at] + 1 < cost[placeholder.end()]) {
        cost[placeholder.end()] = cost[at] + 1;
        from[placeholder.end()] = at;
        japanese[placeholder.end()] = placeholder.group();
      }
      for (Entry e = longestThatBegins(folded.text, at); e != null; e = e.shorter) {
        int end = at + e.english.length();
        long sum = cost[at] + 1 + LOST_BREAK * (folded.breaksBefore[end] - folded.breaksBefore[at]);
        if (isBoundary(folded.text, end) && sum < cost[end]) {
          cost[end] = sum;
          from[end] = at;
          japanese[end] = e.japanese;
        }
      }
    }
    return cost[length] == Long.MAX_VALUE
        ? new Unknown(furthest, length)
        : new Known(join(from, japanese));
  }

  /**
   * The longest sentence that the text has at that place. What sorts between a prefix of the rest
   * and the rest itself begins with that prefix too, so the search starts at the greatest sentence
   * not after the rest and goes to ever shorter ones.
   */
  private Entry longestThatBegins(String text, int at) {
    Map.Entry<String, Entry> floor = entries.floorEntry(text.substring(at));
    Entry e = floor == null ? null : floor.getValue();
    while (e != null && !text.startsWith(e.english, at)) {
      e = e.shorter;
    }
    return e;
  }

  private static String join(int[] from, String[] japanese) {
    Deque<String> parts = new ArrayDeque<>();
    for (int at = from.length - 1; at > 0; at = from[at]) {
      parts.push(japanese[at]);
    }
    return String.join("", parts);
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || LOOSE_MARKS.indexOf(c) >= 0;
  }

  /** A sentence does not end inside a word. */
  private static boolean isBoundary(String text, int at) {
    return at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || !Character.isLetterOrDigit(text.charAt(at));
  }

  /** A folded text that remembers where its line breaks were. */
  private static final class Folded {
    final String text;

    /** Line breaks before each char of the folded text, and before its end. */
    final int[] breaksBefore;

    Folded(String original) {
      String source = Normalizer.normalize(original, Normalizer.Form.NFC).strip();
      StringBuilder folded = new StringBuilder(source.length());
      int[] breaks = new int[source.length() + 1];
      int seen = 0;
      for (int i = 0; i < source.length(); i++) {
        char c = source.charAt(i);
        boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
        if (space && !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ') {
          seen += isBreak(source, i) ? 1 : 0;
          breaks[folded.length()] = seen;
          continue;
        }
        folded.append(space ? ' ' : c);
        seen += isBreak(source, i) ? 1 : 0;
        breaks[folded.length()] = seen;
      }
      this.text = folded.toString();
      this.breaksBefore = Arrays.copyOf(breaks, folded.length() + 1);
    }

    /** CR LF counts once. */
    private static boolean isBreak(String source, int i) {
      char c = source.charAt(i);
      return c == '\n' || (c == '\r' && (i + 1 == source.length() || source.charAt(i + 1) != '\n'));
    }
  }
}
