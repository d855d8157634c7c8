package io.shoken.translate.request;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in small letters: runs of letters and digits of its NFC form, each with
 * whether only white space and hyphens are between it and the word before.
 */
final class Words {

  private final List<String> words = new ArrayList<>();
  private final List<Boolean> joined = new ArrayList<>();

  private Words() {}

  static Words of(String text) {
    String source = Normalizer.normalize(text, Normalizer.Form.NFC);
    Words found = new Words();
    boolean joined = false;
    int at = 0;
    while (at < source.length()) {
      int start = at;
      while (at < source.length() && Character.isLetterOrDigit(source.charAt(at))) {
        at++;
      }
      if (at > start) {
        found.words.add(source.substring(start, at).toLowerCase(Locale.ROOT));
        found.joined.add(joined);
        joined = true;
      } else {
        joined &= isJoint(source.charAt(at));
        at++;
      }
    }
    return found;
  }

  private static boolean isJoint(char c) {
    return c == '-' || c == '\u2010' || c == '\u2011' || Character.isWhitespace(c) || c == '\u00A0';
  }

  int size() {
    return words.size();
  }

  String get(int i) {
    return words.get(i);
  }

  /** Whether the words from there on, so many of them, stand together. */
  boolean areTogether(int from, int count) {
    return from + count <= words.size() && !joined.subList(from + 1, from + count).contains(false);
  }

  /** These words with one space between them. */
  String join(int from, int count) {
    return String.join(" ", words.subList(from, from + count));
  }
}
