package io.shoken.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sentences that stand together as one section of a report.
 *
 * @param breaks for each sentence, whether a line ends after it; of the last it is not looked at
 */
public record Passage(List<Sentence> sentences, List<Boolean> breaks) {

  /** Nothing: such a section is written as {@code Not given.} */
  public static final Passage EMPTY = new Passage(List.of(), List.of());

  /** Copies both lists. */
  public Passage {
    sentences = List.copyOf(sentences);
    breaks = List.copyOf(breaks);
    if (sentences.size() != breaks.size()) {
      throw new IllegalArgumentException("each sentence has one break");
    }
  }

  static Passage of(List<Sentence> sentences, boolean lines) {
    return new Passage(sentences, sentences.stream().map(s -> lines || !s.isClosed()).toList());
  }

  /** This and, from a new line on, the other. */
  Passage then(Passage other) {
    if (sentences.isEmpty() || other.sentences.isEmpty()) {
      return sentences.isEmpty() ? other : this;
    }
    List<Sentence> all = new ArrayList<>(sentences);
    all.addAll(other.sentences);
    List<Boolean> ends = new ArrayList<>(breaks);
    ends.set(ends.size() - 1, true);
    ends.addAll(other.breaks);
    return new Passage(all, ends);
  }

  /** The English: sentences are parted by a space or a line feed. */
  public String english() {
    return join(Sentence::english, " ");
  }

  /** The Japanese: line feeds where the English has them, nothing where it has a space. */
  public String japanese() {
    return join(Sentence::japanese, "");
  }

  private String join(Function<Sentence, String> language, String space) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      text.append(language.apply(sentences.get(i)));
      if (i < sentences.size() - 1) {
        text.append(breaks.get(i) ? "\n" : space);
      }
    }
    return text.toString();
  }
}
