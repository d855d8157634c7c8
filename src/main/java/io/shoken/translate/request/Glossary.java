package io.shoken.translate.request;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Terms with the Japanese that they are to have, and the search for those that a text has. Whole
 * words count, in any case, with a hyphen as good as a space, the last word in the singular or a
 * regular plural; where terms overlap the one with more words is taken, and of as many the first of
 * the text. Immutable.
 */
public final class Glossary implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Without a term. */
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

  /** The terms that the text has, each once, in the order of their English. */
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

  /** Takes the longest term that begins there; returns how many words were gone over. */
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
}
