package io.shoken.classifier.evidence;

import io.shoken.core.UserException;
import io.shoken.text.TsvLines;
import java.io.Serializable;
import java.util.ArrayList;

/** The phrases at which a sentence is cut into clauses, and the endings that say "not there". */
final class Phrases implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final ArrayList<String> breaks = new ArrayList<>();
  private final ArrayList<String> absent = new ArrayList<>();

  /**
   * Phrases from the content of a TSV file with the kinds {@code break} and {@code absent}.
   *
   * @throws UserException (INPUT) if it is not one
   */
  Phrases(String file, String source) {
    this.source = source;
    for (TsvLines.Line line : TsvLines.parse(file, source)) {
      switch (line.name()) {
        case "break" -> breaks.addAll(line.terms());
        case "absent" -> absent.addAll(line.terms());
        default ->
            throw UserException.input(
                file + ": unknown kind " + line.name() + "; expected break or absent");
      }
    }
  }

  static Phrases standard() {
    return new Phrases("phrases.tsv", TsvLines.resource("/lexicon/phrases.tsv"));
  }

  /** The text of the file that these phrases came from, so that a model can keep its own copy. */
  String source() {
    return source;
  }

  /** Whether a comma at {@code end} closes a clause. */
  boolean endsClause(String text, int end) {
    for (String phrase : breaks) {
      if (text.startsWith(phrase, end - phrase.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a clause in NFKC says that something is absent or normal. A remark in brackets at its
   * end, and punctuation, are looked past.
   */
  boolean saysAbsent(String clause) {
    String bare = withoutClosing(clause);
    for (String phrase : absent) {
      if (bare.endsWith(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutClosing(String clause) {
    int end = endWithoutMarks(clause, clause.length());
    if (end > 0 && clause.charAt(end - 1) == ')') {
      int open = clause.lastIndexOf('(', end - 1);
      if (open > 0) {
        end = endWithoutMarks(clause, open);
      }
    }
    return clause.substring(0, end);
  }

  private static int endWithoutMarks(String clause, int end) {
    int e = end;
    while (e > 0 && " 、。,.".indexOf(clause.charAt(e - 1)) >= 0) {
      e--;
    }
    return e;
  }
}
