package io.shoken.quality.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs every check over an answer. Thread-safe. */
public final class Checks {

  private static final Checks STANDARD = new Checks();

  private Checks() {}

  /** The checks with the word lists that ship with the program. */
  public static Checks standard() {
    return STANDARD;
  }

  /** One result for each {@link Check}, in its order. */
  public List<Result> of(Answer answer) {
    List<Result> results = new ArrayList<>(new FormChecks(answer).all());
    Comparison comparison = Comparison.of(answer);
    results.add(NumberCheck.of(comparison));
    results.addAll(new SentenceChecks(comparison.groups()).all());
    results.sort(Comparator.comparing(Result::check));
    return results;
  }
}
