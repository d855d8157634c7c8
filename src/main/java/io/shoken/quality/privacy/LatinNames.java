package io.shoken.quality.privacy;

import io.shoken.quality.privacy.Passages.Span;
import io.shoken.text.TsvResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of persons among capitalised words in Latin letters. */
final class LatinNames {

  private static final Set<String> NO_NAMES = words("not-names.txt");
  private static final Set<String> GIVEN = words("given-names.txt");
  private static final Pattern WORD = Pattern.compile("[\\p{L}'\u2019-]+\\.?");

  private LatinNames() {}

  /** The words of all lines of a list. */
  private static Set<String> words(String list) {
    Set<String> words = new HashSet<>();
    TsvResource.rows(LatinNames.class, list)
        .forEach(row -> words.addAll(List.of(row.get(0).split(" "))));
    return words;
  }

  /** The words from a place on that can be a name; none if they are fewer than {@code least}. */
  static List<Span> in(String text, int start, int end, int least) {
    List<int[]> words = words(text, start, end);
    int count = 0;
    while (count < words.size() && canFollow(text, words, count)) {
      count++;
    }
    return count < least ? List.of() : List.of(new Span(words.get(0)[0], words.get(count - 1)[1]));
  }

  private static boolean canFollow(String text, List<int[]> words, int at) {
    String word = word(text, words.get(at));
    boolean afterGiven = at == 1 && GIVEN.contains(word(text, words.get(0)));
    return afterGiven || !NO_NAMES.contains(word);
  }

  /** A usual given name with the words that follow it. */
  static List<Span> withGivenName(String text, int start, int end) {
    List<int[]> words = words(text, start, end);
    for (int i = 0; i < words.size() - 1; i++) {
      String first = word(text, words.get(i));
      if (GIVEN.contains(first)
          && !NO_NAMES.contains(first)
          && !NO_NAMES.contains(word(text, words.get(i + 1)))) {
        return in(text, words.get(i)[0], end, 2);
      }
    }
    return List.of();
  }

  private static List<int[]> words(String text, int start, int end) {
    List<int[]> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text).region(start, end);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
    return words;
  }

  /** In lower case; a Turkish dotted I becomes a plain one. */
  private static String word(String text, int[] place) {
    String word = text.substring(place[0], place[1]).replace("\u0130", "i");
    return (word.endsWith(".") ? word.substring(0, word.length() - 1) : word)
        .toLowerCase(Locale.ROOT);
  }
}
