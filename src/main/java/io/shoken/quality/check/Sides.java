package io.shoken.quality.check;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Counts the mentions of left and right in a sentence.
 *
 * @param either words that name left and right at once
 * @param mayLeft what is left by its nature
 * @param bare organs that come in pairs and stand without a side
 * @param leftRuns mentions of left that no other mention of left goes before
 */
record Sides(
    int left,
    int right,
    int both,
    int either,
    int mayLeft,
    int mayRight,
    int bare,
    int leftRuns,
    int rightRuns) {

  static final Sides NONE = new Sides(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final List<String> NAMED = List.of("left", "right", "both", "either");

  static Sides of(List<String> forms) {
    List<String> named = forms.stream().filter(NAMED::contains).toList();
    return new Sides(
        Collections.frequency(forms, "left"),
        Collections.frequency(forms, "right"),
        Collections.frequency(forms, "both"),
        Collections.frequency(forms, "either"),
        Collections.frequency(forms, "left?"),
        Collections.frequency(forms, "right?"),
        Collections.frequency(forms, "bare"),
        runs(named, "left"),
        runs(named, "right"));
  }

  private static int runs(List<String> named, String side) {
    int runs = 0;
    for (int i = 0; i < named.size(); i++) {
      runs += named.get(i).equals(side) && (i == 0 || !named.get(i - 1).equals(side)) ? 1 : 0;
    }
    return runs;
  }

  Sides plus(Sides o) {
    return new Sides(
        left + o.left,
        right + o.right,
        both + o.both,
        either + o.either,
        mayLeft + o.mayLeft,
        mayRight + o.mayRight,
        bare + o.bare,
        leftRuns + o.leftRuns,
        rightRuns + o.rightRuns);
  }

  /**
   * What is wrong with the sides of an answer: one is gone or new, or there are too few of one with
   * too many of the other. What has its side by its nature, such as the lingula, may be said with
   * it or without; mentions of one side in a row may become one.
   */
  Optional<String> fault(Sides ja) {
    if (isSaidTogether(ja) || ja.isSaidTogether(this)) {
      return Optional.empty();
    }
    boolean swapped = (ja.left - left) * (ja.right - right) < 0;
    boolean lost = isLost(left, leftRuns, ja.left, ja) || isLost(right, rightRuns, ja.right, ja);
    boolean added =
        (left == 0 && ja.left > mayLeft + ja.mayLeft)
            || (right == 0 && ja.right > mayRight + ja.mayRight);
    return swapped || lost || added
        ? Optional.of(
            "left %d, right %d, both %d, in the answer %d, %d, %d"
                .formatted(left, right, both, ja.left, ja.right, ja.both))
        : Optional.empty();
  }

  /**
   * Left and right, each named here, became one word for both: {@code bilateral} or its Japanese.
   */
  private boolean isSaidTogether(Sides other) {
    int together = Math.min(left - other.left, right - other.right);
    boolean each =
        left - other.left == right - other.right || (other.left == 0 && other.right == 0);
    return each && together > 0 && other.both + other.either > both + either;
  }

  private static boolean isLost(int source, int runs, int answer, Sides ja) {
    int there = answer + ja.either;
    return source > there && (answer == 0 || runs > there || ja.bare > 0);
  }
}
