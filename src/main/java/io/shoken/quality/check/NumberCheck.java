package io.shoken.quality.check;

import io.shoken.text.clinical.Quantities;
import io.shoken.text.clinical.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Compares the numbers of two texts as multisets: sentence by sentence first, then what is left of
 * them across the text, since sentences may have been paired wrongly. A number in words excuses one
 * in digits in its own sentence only.
 */
final class NumberCheck {

  /** What no number of the other side was found for in some sentences and their counterparts. */
  private record Rest(String english, String japanese, List<Quantity> lost, List<Quantity> added) {

    Rest(String english, String japanese) {
      this(
          english,
          japanese,
          new ArrayList<>(Quantities.of(english)),
          new ArrayList<>(Quantities.of(japanese)));
    }

    void pairLists() {
      takeLists(lost, added);
      takeLists(added, lost);
    }

    /** What was read as {@code 2.3} on one side can be a list or a day and a month. */
    private static void takeLists(List<Quantity> decimals, List<Quantity> others) {
      decimals.removeIf(
          decimal ->
              decimal.unit().isEmpty()
                  && decimal.written().contains(".")
                  && takeAll(decimal.written().split("[.]", -1), others));
    }

    private static boolean takeAll(String[] numbers, List<Quantity> others) {
      List<Quantity> left = new ArrayList<>(others);
      for (String number : numbers) {
        Quantity wanted = Quantities.plain(number);
        Optional<Quantity> found = left.stream().filter(q -> sameValue(wanted, q)).findFirst();
        if (found.isEmpty()) {
          return false;
        }
        left.remove(found.get());
      }
      others.clear();
      others.addAll(left);
      return true;
    }

    void pairWords() {
      if (lost.isEmpty() && added.isEmpty()) {
        return;
      }
      List<Quantity> words = Quantities.words(english);
      List<Quantity> wordsThere = Quantities.words(japanese);
      pair(words, wordsThere, Quantity::equalsInUnit);
      pair(wordsThere, lost, NumberCheck::isInWords);
      pair(words, added, NumberCheck::isInWords);
      if (words.stream().allMatch(word -> word.written().equals("1"))
          && Quantities.saysOne(english)) {
        List<Quantity> ones =
            Collections.nCopies(Quantities.countsOfOne(japanese), Quantities.plain("1"));
        pair(new ArrayList<>(ones), added, Quantity::equalsInUnit);
      }
    }

    void dropRepeated() {
      if (lost.isEmpty() && added.isEmpty()) {
        return;
      }
      pair(Quantities.repeated(english), lost, Quantity::equalsInUnit);
      pair(Quantities.repeated(japanese), added, Quantity::equalsInUnit);
    }
  }

  private NumberCheck() {}

  static Result of(Comparison comparison) {
    List<Rest> rests =
        comparison.groups().stream()
            .map(group -> new Rest(comparison.source(group), comparison.answer(group)))
            .toList();
    pair(rests, Quantity::equalsInUnit);
    pair(rests, NumberCheck::equalsIfUnitsAreLoose);
    rests.forEach(Rest::pairLists);
    rests.forEach(Rest::pairWords);
    rests.forEach(Rest::dropRepeated);
    List<Quantity> lost = rests.stream().flatMap(rest -> rest.lost.stream()).toList();
    List<Quantity> added = rests.stream().flatMap(rest -> rest.added.stream()).toList();
    List<String> parts = new ArrayList<>();
    if (!lost.isEmpty()) {
      parts.add("missing " + list(lost));
    }
    if (!added.isEmpty()) {
      parts.add("not in the source " + list(added));
    }
    return Result.of(Check.NUMBERS, String.join("; ", parts));
  }

  private static String list(List<Quantity> quantities) {
    return quantities.stream().map(Quantity::toString).collect(Collectors.joining(", "));
  }

  /** Pairs numbers of a sentence with those of its counterpart, then with those of others. */
  private static void pair(List<Rest> rests, BiPredicate<Quantity, Quantity> belong) {
    rests.forEach(rest -> pair(rest.lost, rest.added, belong));
    for (Rest rest : rests) {
      if (!rest.lost.isEmpty()) {
        rests.forEach(other -> pair(rest.lost, other.added, belong));
      }
    }
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

  /** One of them has no unit of its own there, so the other's may be any. */
  private static boolean equalsIfUnitsAreLoose(Quantity english, Quantity japanese) {
    boolean loose =
        english.unit().isEmpty()
            || (Quantities.isMonth(english) && japanese.unit().isEmpty())
            || (english.inherited() && (japanese.inherited() || japanese.unit().isEmpty()));
    return loose && sameValue(english, japanese);
  }

  private static boolean isInWords(Quantity word, Quantity digits) {
    return word.unit().isEmpty()
        ? digits.unit().isEmpty() && sameValue(word, digits)
        : word.equalsInUnit(digits);
  }

  private static boolean sameValue(Quantity a, Quantity b) {
    return a.written().equals(b.written());
  }
}
