package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Dictates the report of one scan: says each finding that is there, many of those that are not, and
 * what else there is to tell. No phrase is used twice in a report, and none that contradicts it.
 */
final class Dictation {

  // How often each is done. Together they make the reports about as hard to read as real ones are
  // for a model of whole texts: what is denied, and said once only, is what such a model misses.
  private static final double DENIED = 0.22;
  private static final double SAID_TWICE = 0.5;
  private static final double FINDINGS_IN_LINES = 0.2;
  private static final double SUMMED_UP = 0.35;
  private static final double IN_IMPRESSION = 0.85;
  private static final double DENIED_IN_IMPRESSION = 0.3;
  private static final double IMPRESSION_IN_LINES = 0.6;

  private final Stock stock;
  private final Set<Finding> present;
  private final Set<Finding> missing;
  private final Dice dice;
  private final Speaker speaker;
  private final Set<Phrase> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Finding> asserted = EnumSet.noneOf(Finding.class);

  Dictation(Stock stock, Set<Finding> present, Dice dice) {
    this.stock = stock;
    this.present = Collections.unmodifiableSet(EnumSet.copyOf(present));
    this.missing = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(present)));
    this.dice = dice;
    this.speaker = new Speaker(stock, this.present, dice);
  }

  /** The findings that what was said so far asserts: the labels. */
  Set<Finding> asserted() {
    return Collections.unmodifiableSet(asserted);
  }

  /** One sentence of clinical information or technique. */
  Passage front(Part part) {
    List<Said> said = new ArrayList<>();
    say(stock.front().get(part), phrase -> true, said);
    return passage(said, false);
  }

  /** The findings section, part by part. */
  Passage findings() {
    List<Said> said = new ArrayList<>();
    for (int n = dice.between(0, 1); n > 0; n--) {
      say(stock.lists(), p -> p.part().isFindings(), said);
    }
    for (Finding finding : shuffled(present)) {
      sayPresent(finding, said);
    }
    for (Finding finding : shuffled(missing)) {
      if (!mentions(said, finding) && dice.chance(DENIED)) {
        say(stock.statements().get(finding), p -> p.part().isFindings(), said);
      }
    }
    for (Part part : Part.values()) {
      if (part.isFindings()) {
        sayBackground(part, said);
      }
    }
    dice.shuffle(said);
    said.sort(Comparator.comparing(Said::part));
    return passage(said, dice.chance(FINDINGS_IN_LINES));
  }

  /** The impression: the more important of what was found, in no order of the body. */
  Passage impression() {
    List<Said> said = new ArrayList<>();
    if (present.isEmpty()) {
      say(stock.background().get(Part.NORMAL), phrase -> true, said);
      return passage(said, false);
    }
    if (dice.chance(SUMMED_UP)) {
      say(stock.lists(), p -> p.part() == Part.IMPRESSION, said);
    }
    for (Finding finding : shuffled(present)) {
      if (!mentions(said, finding) && dice.chance(IN_IMPRESSION)) {
        say(stock.statements().get(finding), p -> p.part() == Part.IMPRESSION, said);
      }
    }
    if (!missing.isEmpty() && dice.chance(DENIED_IN_IMPRESSION)) {
      Finding finding = shuffled(missing).get(0);
      say(stock.statements().get(finding), p -> p.part() == Part.IMPRESSION, said);
    }
    dice.shuffle(said);
    sayBackground(Part.ADVICE, said);
    return passage(said, dice.chance(IMPRESSION_IN_LINES));
  }

  private void sayPresent(Finding finding, List<Said> said) {
    List<Phrase> phrases = stock.statements().get(finding);
    if (!mentions(said, finding)) {
      say(phrases, p -> p.part().isFindings() && p.asserts(finding), said);
    }
    if (dice.chance(SAID_TWICE)) {
      say(phrases, p -> p.part().isFindings(), said);
    }
  }

  private void sayBackground(Part part, List<Said> said) {
    List<Phrase> phrases = stock.background().get(part);
    int count = dice.between(0, part.maxBackground());
    // A phrase that stands alone is taken where only one was asked for.
    for (int n = 0; n < count; n++) {
      say(phrases, p -> count == 1 || !p.alone(), said);
    }
  }

  private void say(List<Phrase> phrases, Predicate<Phrase> wanted, List<Said> said) {
    List<Phrase> candidates =
        phrases.stream()
            .filter(wanted)
            .filter(p -> !used.contains(p) && p.fits(present) && speaker.canSay(p))
            .toList();
    if (candidates.isEmpty()) {
      return;
    }
    Phrase phrase = dice.weighted(candidates, Phrase::weight);
    used.add(phrase);
    Said sentence = speaker.say(phrase);
    sentence.claims().forEach(this::note);
    said.add(sentence);
  }

  private void note(Finding finding, State state) {
    if (state.asserts()) {
      asserted.add(finding);
    }
  }

  private Passage passage(List<Said> said, boolean lines) {
    return Passage.of(said.stream().map(s -> Typist.type(s.sentence(), dice)).toList(), lines);
  }

  private boolean mentions(List<Said> said, Finding finding) {
    return said.stream().anyMatch(s -> s.claims().containsKey(finding));
  }

  private <T> List<T> shuffled(Collection<T> of) {
    List<T> list = new ArrayList<>(of);
    dice.shuffle(list);
    return list;
  }
}
