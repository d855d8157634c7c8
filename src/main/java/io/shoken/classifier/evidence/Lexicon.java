package io.shoken.classifier.evidence;

import io.shoken.text.TsvLines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Hand-written cues: things that a chest report describes, each with its terms. A clause has a cue
 * when it contains one of the terms.
 */
final class Lexicon implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Cue(String name, List<String> terms) implements Serializable {
    boolean isIn(String clause) {
      for (String term : terms) {
        if (clause.contains(term)) {
          return true;
        }
      }
      return false;
    }
  }

  private final String source;
  private final List<Cue> cues;

  /**
   * Cues from the content of a TSV file.
   *
   * @throws io.shoken.core.UserException (INPUT) if it is not one
   */
  Lexicon(String file, String source) {
    this.source = source;
    TreeMap<String, List<String>> terms = new TreeMap<>();
    for (TsvLines.Line line : TsvLines.parse(file, source)) {
      terms.computeIfAbsent(line.name(), n -> new ArrayList<>()).addAll(line.terms());
    }
    this.cues =
        terms.entrySet().stream().map(e -> new Cue(e.getKey(), List.copyOf(e.getValue()))).toList();
  }

  static Lexicon standard() {
    return new Lexicon("cues.tsv", TsvLines.resource("/lexicon/cues.tsv"));
  }

  /** No cues at all: clauses are read by their characters alone. */
  static Lexicon none() {
    return new Lexicon("no cues", "");
  }

  boolean isEmpty() {
    return cues.isEmpty();
  }

  /** The text of the file that these cues came from. */
  String source() {
    return source;
  }

  /** Names of the cues in a clause (NFKC), in alphabetical order. */
  List<String> in(String clause) {
    List<String> found = new ArrayList<>();
    for (Cue cue : cues) {
      if (cue.isIn(clause)) {
        found.add(cue.name());
      }
    }
    return found;
  }
}
