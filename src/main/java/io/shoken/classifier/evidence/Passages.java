package io.shoken.classifier.evidence;

import io.shoken.core.UserException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a report is cut for a model that reads its parts one by one, and what such a model is shown
 * of a part. Saved with the model, since one trained on sentences is poor at clauses. Thread-safe.
 *
 * @param unit what a part is
 * @param foldDigits whether a model is shown 0 for every digit: sizes and dates say nothing about a
 *     finding, and more parts become the same part
 */
public record Passages(Unit unit, boolean foldDigits) implements Serializable {

  /** What a report is cut into. */
  public enum Unit {
    /** From one 。 or end of line to the next. */
    SENTENCE,
    /** A sentence, cut once more after phrases such as 認めず. */
    CLAUSE
  }

  private static final String FOLDED = "-digits0";
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
  private static final ClauseReader CLAUSES =
      new ClauseReader(Phrases.standard(), Lexicon.none(), 1);

  /** The value in settings and in {@code shoken.json}, such as {@code sentence-digits0}. */
  public String key() {
    return unit.name().toLowerCase(Locale.ROOT) + (foldDigits ? FOLDED : "");
  }

  /**
   * The way of cutting of that key.
   *
   * @throws UserException (INPUT) if there is none
   */
  public static Passages ofKey(String key) {
    return Arrays.stream(Unit.values())
        .flatMap(u -> Stream.of(new Passages(u, false), new Passages(u, true)))
        .filter(p -> p.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.input(
                    "passages is \""
                        + key
                        + "\", expected sentence or clause, with or without "
                        + FOLDED));
  }

  /** The distinct parts of a report, in order, as they stand in it without outer white space. */
  public List<String> of(String text) {
    return unit == Unit.CLAUSE ? CLAUSES.clauses(text) : CLAUSES.sentences(text);
  }

  /** What the model is shown of these parts: distinct, in order. */
  public Set<String> shown(List<String> parts) {
    Set<String> shown = new LinkedHashSet<>();
    parts.forEach(p -> shown.add(shown(p)));
    return shown;
  }

  /** What the model is shown of a part. */
  public String shown(String part) {
    return foldDigits ? DIGIT.matcher(part).replaceAll("0") : part;
  }
}
