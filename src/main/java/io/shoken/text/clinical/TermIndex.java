package io.shoken.text.clinical;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the terms that stand at a place of a text, the longest first. Text and terms must have the
 * same Unicode form. Immutable.
 *
 * @param <T> what a term stands for
 */
public final class TermIndex<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A term.
   *
   * @param text not empty
   */
  public record Term<T extends Serializable>(String text, T value) implements Serializable {}

  private final HashMap<Character, ArrayList<Term<T>>> byFirst = new HashMap<>();

  /** Terms of equal length keep their order. */
  public TermIndex(Collection<Term<T>> terms) {
    terms.stream()
        .sorted(Comparator.comparing((Term<T> term) -> term.text().length()).reversed())
        .forEach(
            term ->
                byFirst.computeIfAbsent(term.text().charAt(0), c -> new ArrayList<>()).add(term));
  }

  /** The terms that the text has at that char, the longest first. */
  public List<Term<T>> allAt(String text, int at) {
    List<Term<T>> found = List.of();
    for (Term<T> term : startingWith(text.charAt(at))) {
      if (text.startsWith(term.text(), at)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(term);
      }
    }
    return found;
  }

  /** The longest term that the text has at that char. */
  public Optional<Term<T>> longestAt(String text, int at) {
    for (Term<T> term : startingWith(text.charAt(at))) {
      if (text.startsWith(term.text(), at)) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  private List<Term<T>> startingWith(char first) {
    List<Term<T>> terms = byFirst.get(first);
    return terms == null ? List.of() : terms;
  }

  /** All terms. */
  Stream<Term<T>> all() {
    return byFirst.values().stream().flatMap(List::stream);
  }
}
