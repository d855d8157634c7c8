package io.shoken.quality.check;

import io.shoken.text.clinical.Concepts;
import io.shoken.text.clinical.Cues;
import io.shoken.text.clinical.Language;
import io.shoken.text.clinical.Quantities;
import io.shoken.text.clinical.Quantity;
import io.shoken.text.clinical.Terms;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clinical statements of one sentence, or of several together.
 *
 * @param length in chars
 * @param longest concepts, each word under its longest term
 * @param repeated those of {@code longest} that are spoken of more than once
 * @param all concepts under every term
 * @param numbers a bit for each value, by its hash
 */
record Reading(
    int length,
    Concepts longest,
    Concepts repeated,
    Concepts all,
    long numbers,
    Sides sides,
    CueCounts negations,
    CueCounts uncertainty) {

  static final Reading NOTHING =
      new Reading(
          0,
          Concepts.NONE,
          Concepts.NONE,
          Concepts.NONE,
          0,
          Sides.NONE,
          CueCounts.NONE,
          CueCounts.NONE);

  /** Reads folded sentences of one language; remembers some, as reports repeat. Thread-safe. */
  static final class Reader {
    private static final int MOST_SEEN = 20_000;

    private final Map<String, Reading> seen = new ConcurrentHashMap<>();
    private final Terms terms;
    private final Cues sides;
    private final Cues negations;
    private final Cues uncertainty;

    Reader(Language language) {
      terms = Terms.of(language);
      sides = Cues.ofTranslations(language, "side");
      negations = Cues.ofTranslations(language, "negation");
      uncertainty = Cues.ofTranslations(language, "uncertainty");
    }

    Reading of(String sentence) {
      Reading known = seen.get(sentence);
      if (known == null) {
        known = read(sentence);
        if (seen.size() < MOST_SEEN) {
          seen.put(sentence, known);
        }
      }
      return known;
    }

    private Reading read(String sentence) {
      Terms.Found found = terms.in(sentence);
      return new Reading(
          sentence.length(),
          found.longest(),
          found.repeated(),
          found.all(),
          numbers(sentence),
          Sides.of(sides.sequence(sentence)),
          CueCounts.of(negations.in(sentence)),
          CueCounts.of(uncertainty.inClauses(sentence)));
    }
  }

  private static long numbers(String sentence) {
    long bits = 0;
    for (Quantity quantity : Quantities.of(sentence)) {
      bits |= 1L << quantity.written().hashCode();
    }
    return bits;
  }

  Reading plus(Reading other) {
    if (length == 0) {
      return other;
    }
    return new Reading(
        length + other.length,
        longest.plus(other.longest),
        repeated.plus(other.repeated).plus(longest.and(other.longest)),
        all.plus(other.all),
        numbers | other.numbers,
        sides.plus(other.sides),
        negations.plus(other.negations),
        uncertainty.plus(other.uncertainty));
  }

  /** Concepts that this speaks of and the other does not. */
  Concepts missingIn(Reading other) {
    return longest.minus(other.all);
  }

  /** Concepts that the other speaks of less clearly than this, or once where this does twice. */
  Concepts fewerIn(Reading other) {
    return longest.minus(other.longest).plus(repeated.minus(other.repeated));
  }
}
