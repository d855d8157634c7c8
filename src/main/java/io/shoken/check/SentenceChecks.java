package io.shoken.check;

import io.shoken.check.Alignment.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The checks that look at a sentence beside its counterpart. */
final class SentenceChecks {

  private static final Concepts FINDINGS = Terms.findings();

  /** Chars of Japanese for each of English, below and above which joined sentences are odd. */
  private static final double SHORT = 0.3;

  private static final double LONG = 0.5;

  private final List<Group> groups;

  /** What the source speaks of anywhere. */
  private final Concepts spokenOf;

  SentenceChecks(List<Group> groups) {
    this.groups = groups;
    this.spokenOf =
        groups.stream().map(g -> g.source().all()).reduce(Concepts.NONE, Concepts::plus);
  }

  List<Result> all() {
    return List.of(
        result(Check.SENTENCES, SentenceChecks::alone),
        result(Check.SIDES, SentenceChecks::sides),
        result(Check.NEGATIONS, g -> range(g, Reading::negations)),
        result(Check.UNCERTAINTY, g -> range(g, Reading::uncertainty)),
        result(Check.TERMS, this::terms));
  }

  private Result result(Check check, Function<Group, String> fault) {
    List<String> faults = new ArrayList<>();
    for (Group group : groups) {
      String found = group.isAlone() && check != Check.SENTENCES ? "" : fault.apply(group);
      if (!found.isEmpty()) {
        faults.add(where(group) + ": " + found);
      }
    }
    return Result.of(check, String.join("; ", faults));
  }

  private static String where(Group group) {
    return group.sources() == 0
        ? "answer sentence " + (group.firstAnswer() + 1)
        : "sentence " + (group.first() + 1);
  }

  private static String alone(Group group) {
    if (group.sources() == 0) {
      return "not in the source";
    }
    if (group.answers() == 0) {
      return "missing";
    }
    if (isForeign(group.source(), group.answer())) {
      return "says something else";
    }
    double ratio = (double) group.answer().length() / group.source().length();
    if (group.sources() > group.answers()
        && lacksOne(group.sourceParts(), group.answer(), 1, ratio < SHORT)) {
      return "of %d sentences one is missing".formatted(group.sources());
    }
    return group.answers() > group.sources()
            && lacksOne(group.answerParts(), group.source(), 2, ratio > LONG)
        ? "of %d sentences of the answer one is not in the source".formatted(group.answers())
        : "";
  }

  /** Most of what either says is not in the other. */
  private static boolean isForeign(Reading source, Reading answer) {
    int lost = source.missingIn(answer).count();
    int added = answer.missingIn(source).count();
    return lost >= 2
        && 2 * lost > source.longest().count()
        && added >= 2
        && 2 * added > answer.longest().count();
  }

  /**
   * Whether one of several joined sentences has no part in the other side: half of what it says is
   * not there, or anything is not and the lengths say so too.
   *
   * @param least lacking concepts that are looked at at all
   */
  private static boolean lacksOne(
      List<Reading> parts, Reading other, int least, boolean oddLength) {
    return parts.stream()
        .anyMatch(
            part -> {
              int lacking = part.missingIn(other).count();
              return lacking >= least && (oddLength || 2 * lacking >= part.longest().count());
            });
  }

  /**
   * A side that is gone or new, or too few of one with too many of the other: they were swapped.
   * What has its side by its nature, such as the lingula, may be said with it or without.
   */
  private static String sides(Group group) {
    Reading en = group.source();
    Reading ja = group.answer();
    int left = surplus(en.left(), ja.left(), ja.either(), en.mayLeft() + ja.mayLeft());
    int right = surplus(en.right(), ja.right(), ja.either(), en.mayRight() + ja.mayRight());
    boolean lost = (left < 0 && ja.left() == 0) || (right < 0 && ja.right() == 0);
    boolean added = (left > 0 && en.left() == 0) || (right > 0 && en.right() == 0);
    return left * right < 0 || lost || added
        ? "left %d, right %d, both %d, in the answer %d, %d, %d"
            .formatted(en.left(), en.right(), en.both(), ja.left(), ja.right(), ja.both())
        : "";
  }

  /** How many more the answer has than its source; negative if fewer, 0 if it can be explained. */
  private static int surplus(int source, int answer, int either, int may) {
    int surplus = answer - source;
    return surplus > 0 ? Math.max(0, surplus - may) : Math.min(0, surplus + either);
  }

  private static String range(Group group, Function<Reading, Range> kind) {
    Range en = kind.apply(group.source());
    Range ja = kind.apply(group.answer());
    int above = en.above(ja);
    return above == 0
        ? ""
        : "%d in the source, %d in the answer"
            .formatted(above > 0 ? en.least() : en.most(), above > 0 ? ja.most() : ja.least());
  }

  /** A finding that its sentence lost, or that the whole source does not know. */
  private String terms(Group group) {
    Concepts lost = group.source().missingIn(group.answer()).and(FINDINGS);
    Concepts added = group.answer().missingIn(group.source()).minus(spokenOf).and(FINDINGS);
    List<String> parts = new ArrayList<>();
    lost.stream().forEach(c -> parts.add("no " + Terms.name(c)));
    added.stream().forEach(c -> parts.add("a new " + Terms.name(c)));
    return String.join(", ", parts);
  }
}
