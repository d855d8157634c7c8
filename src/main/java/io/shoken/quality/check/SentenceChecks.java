package io.shoken.quality.check;

import io.shoken.quality.check.Alignment.Group;
import io.shoken.text.clinical.Concepts;
import io.shoken.text.clinical.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks each sentence against its counterpart. */
final class SentenceChecks {

  private static final Concepts FINDINGS = Terms.findings();

  /** Chars of Japanese for each of English, below and above which joined sentences are odd. */
  private static final double SHORT = 0.3;

  private static final double LONG = 0.5;

  /** Below this they are too short whatever they say. */
  private static final double TOO_SHORT = 0.2;

  private static final int NEAR = 2;

  private final List<Group> groups;

  SentenceChecks(List<Group> groups) {
    this.groups = groups;
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
        && (ratio < TOO_SHORT
            || (ratio < SHORT && lacksOne(group.sourceParts(), group.answer(), 1)))) {
      return "of %d sentences one is missing".formatted(group.sources());
    }
    return group.answers() > group.sources()
            && ratio > LONG
            && lacksOne(group.answerParts(), group.source(), 2)
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

  /** Whether one of several joined sentences has that many concepts that the other side lacks. */
  private static boolean lacksOne(List<Reading> parts, Reading other, int least) {
    return parts.stream().anyMatch(part -> part.missingIn(other).count() >= least);
  }

  private static String sides(Group group) {
    return group.source().sides().fault(group.answer().sides()).orElse("");
  }

  private static String range(Group group, Function<Reading, CueCounts> kind) {
    Range en = kind.apply(group.source()).beside(kind.apply(group.answer()));
    Range ja = kind.apply(group.answer()).beside(kind.apply(group.source()));
    int above = en.above(ja);
    return above == 0
        ? ""
        : "%d in the source, %d in the answer"
            .formatted(above > 0 ? en.least() : en.most(), above > 0 ? ja.most() : ja.least());
  }

  /**
   * A finding that its sentence lost, or that the source does not know there or close by. One that
   * is spoken of close by still took the place of another if one is said less clearly or less often
   * than in the source.
   */
  private String terms(Group group) {
    Reading source = group.source();
    Reading answer = group.answer();
    Concepts lost = source.missingIn(answer).and(FINDINGS);
    Concepts foreign = answer.missingIn(source).and(FINDINGS);
    Concepts fewer = source.fewerIn(answer).and(FINDINGS);
    Concepts added = fewer.count() > 0 ? foreign : foreign.minus(near(group));
    List<String> parts = new ArrayList<>();
    lost.stream().forEach(c -> parts.add("no " + Terms.name(c)));
    added.stream().forEach(c -> parts.add("a new " + Terms.name(c)));
    return String.join(", ", parts);
  }

  /** What the source speaks of in the sentences around: a translation may take up its subject. */
  private Concepts near(Group group) {
    int at = groups.indexOf(group);
    return groups.subList(Math.max(0, at - NEAR), Math.min(groups.size(), at + NEAR + 1)).stream()
        .map(g -> g.source().all())
        .reduce(Concepts.NONE, Concepts::plus);
  }
}
