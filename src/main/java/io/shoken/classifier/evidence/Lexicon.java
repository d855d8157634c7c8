package io.shoken.classifier.evidence;

import io.shoken.text.TsvLines;
import io.shoken.text.clinical.TermIndex;
import io.shoken.text.clinical.TermIndex.Term;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Hand-written cues: things that a chest report describes, each with its terms. A clause has a cue
 * when it contains one of the terms.
 */
final class Lexicon implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final TermIndex<String> cues;
  private final boolean empty;

  /**
   * Cues from the content of a TSV file.
   *
   * @throws io.shoken.core.UserException (INPUT) if it is not one
   */
  Lexicon(String file, String source) {
    this.source = source;
    List<Term<String>> terms = new ArrayList<>();
    for (TsvLines.Line line : TsvLines.parse(file, source)) {
      line.terms().forEach(term -> terms.add(new Term<>(term, line.name())));
    }
    this.cues = new TermIndex<>(terms);
    this.empty = terms.isEmpty();
  }

  static Lexicon standard() {
    return new Lexicon("cues.tsv", TsvLines.resource("/lexicon/cues.tsv"));
  }

  /** No cues at all: clauses are read by their characters alone. */
  static Lexicon none() {
    return new Lexicon("no cues", "");
  }

  boolean isEmpty() {
    return empty;
  }

  /** The text of the file that these cues came from. */
  String source() {
    return source;
  }

  /** Names of the cues in a clause (NFKC), in alphabetical order. */
  List<String> in(String clause) {
    TreeSet<String> found = new TreeSet<>();
    for (int at = 0; at < clause.length(); at++) {
      cues.allAt(clause, at).forEach(term -> found.add(term.value()));
    }
    return new ArrayList<>(found);
  }
}
