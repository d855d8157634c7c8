package io.shoken.check;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Compares the numbers of two texts as multisets. */
final class NumberCheck {
  private final List<Quantity> lost;
  private final List<Quantity> added;

  private NumberCheck(String english, String japanese) {
    String en = Language.fold(english);
    String ja = Language.fold(japanese);
    lost = new ArrayList<>(Quantities.of(en));
    added = new ArrayList<>(Quantities.of(ja));
    pair(lost, added, Quantity::equalsInUnit);
    pair(lost, added, NumberCheck::equalsIfUnitsAreLoose);
    if (!lost.isEmpty()) {
      pair(lost, Quantities.words(ja), (a, b) -> a.unit().isEmpty() && sameValue(a, b));
    }
    if (!added.isEmpty()) {
      pair(Quantities.words(en), added, NumberCheck::sameValue);
    }
  }

  static Result of(Answer answer) {
    NumberCheck check = new NumberCheck(answer.english(), answer.japanese());
    List<String> parts = new ArrayList<>();
    if (!check.lost.isEmpty()) {
      parts.add("missing " + list(check.lost));
    }
    if (!check.added.isEmpty()) {
      parts.add("not in the source " + list(check.added));
    }
    return Result.of(Check.NUMBERS, String.join("; ", parts));
  }

  private static String list(List<Quantity> quantities) {
    return quantities.stream().map(Quantity::toString).collect(Collectors.joining(", "));
  }

  /** Takes each pair that belongs together out of both lists. */
  private static void pair(
      List<Quantity> left, List<Quantity> right, BiPredicate<Quantity, Quantity> belong) {
    for (Iterator<Quantity> all = left.iterator(); all.hasNext(); ) {
      Quantity one = all.next();
      for (int i = 0; i < right.size(); i++) {
        if (belong.test(one, right.get(i))) {
          right.remove(i);
          all.remove();
          break;
        }
      }
    }
  }

  /** The source has no unit of its own there, so the answer's may be any. */
  private static boolean equalsIfUnitsAreLoose(Quantity english, Quantity japanese) {
    boolean loose = english.unit().isEmpty() || english.inherited() || japanese.inherited();
    return loose && sameValue(english, japanese);
  }

  private static boolean sameValue(Quantity a, Quantity b) {
    return a.written().equals(b.written());
  }
}
