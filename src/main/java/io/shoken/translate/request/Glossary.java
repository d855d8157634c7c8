package io.shoken.translate.request;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Terms with their required Japanese, and the search for the terms that occur in a text. A term
 * matches whole words in any case, with a space or hyphen between them and the last word in the
 * singular or a regular plural: {@code lung nodule} matches "Lung-nodules". Where terms overlap,
 * the one with more words is taken; of equally long ones, the one that comes first in the text.
 * Immutable.
 */
public final class Glossary implements Serializable {

  /** A line of a glossary, both sides as they are written there. */
  record Term(String english, String japanese) implements Serializable {}

  private static final long serialVersionUID = 1L;

  /** Has no terms. */
  public static final Glossary NONE = new Glossary("none", List.of());

  private final String id;
  private final HashMap<String, Term> byWords = new HashMap<>();
  private final int mostWords;

  /**
   * @param id name, {@code @}, the first 12 hex digits of the file's hash
   * @param terms no two of the same {@link Words}
   */
  Glossary(String id, List<Term> terms) {
    this.id = id;
    int most = 0;
    for (Term term : terms) {
      Words words = Words.of(term.english());
      byWords.put(words.join(0, words.size()), term);
      most = Math.max(most, words.size());
    }
    this.mostWords = most;
  }

  String id() {
    return id;
  }

  boolean isEmpty() {
    return byWords.isEmpty();
  }

  /** The terms that occur in the text, each once, sorted by their English. */
  List<Term> in(String text) {
    if (isEmpty()) {
      return List.of();
    }
    Words words = Words.of(text);
    Map<String, Term> found = new TreeMap<>();
    int at = 0;
    while (at < words.size()) {
      at += take(words, at, found);
    }
    return List.copyOf(found.values());
  }

  /** Takes the longest term that begins there; returns the number of words to move on by. */
  private int take(Words words, int at, Map<String, Term> found) {
    for (int count = mostWords; count > 0; count--) {
      if (words.areTogether(at, count)) {
        Term term = find(words, at, count);
        if (term != null) {
          found.put(term.english(), term);
          return count;
        }
      }
    }
    return 1;
  }

  private Term find(Words words, int at, int count) {
    String last = words.get(at + count - 1);
    String before = count == 1 ? "" : words.join(at, count - 1) + " ";
    for (String form : singulars(last)) {
      Term term = byWords.get(before + form);
      if (term != null) {
        return term;
      }
    }
    return null;
  }

  /** The word itself, and what it may be the regular plural of. */
  private static List<String> singulars(String word) {
    int length = word.length();
    if (length < 4 || !word.endsWith("s") || word.endsWith("ss")) {
      return List.of(word);
    }
    String bare = word.substring(0, length - 1);
    if (word.endsWith("ies")) {
      return List.of(word, bare, word.substring(0, length - 3) + "y");
    }
    return word.endsWith("es")
        ? List.of(word, bare, word.substring(0, length - 2))
        : List.of(word, bare);
  }

  /**
   * The words of a text in small letters: runs of letters and digits of its NFC form, each with
   * whether only white space and hyphens are between it and the word before.
   */
  static final class Words {

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
      return c == '-'
          || c == '\u2010'
          || c == '\u2011'
          || Character.isWhitespace(c)
          || c == '\u00A0';
    }

    int size() {
      return words.size();
    }

    String get(int i) {
      return words.get(i);
    }

    /**
     * Whether only white space and hyphens separate the {@code count} words from {@code from} on.
     */
    boolean areTogether(int from, int count) {
      return from + count <= words.size()
          && !joined.subList(from + 1, from + count).contains(false);
    }

    /** These words with one space between them. */
    String join(int from, int count) {
      return String.join(" ", words.subList(from, from + count));
    }
  }
}
