package io.shoken.quality.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts the forms of one kind of cue in a sentence. A form is {@code must}, {@code may} or {@code
 * no}, with a subject after a colon or without one: {@code cues.tsv} says what they mean.
 */
record CueCounts(Map<String, Integer> counts, Range range) {

  static final CueCounts NONE = of(Map.of());

  private static final String MUST = "must";
  private static final String MAY = "may";
  private static final String NO = "no";

  static CueCounts of(Map<String, Integer> counts) {
    int must = 0;
    int may = 0;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      String strength = count.getKey().split(":", 2)[0];
      must += strength.equals(MUST) ? count.getValue() : 0;
      may += strength.equals(MAY) ? count.getValue() : 0;
    }
    return new CueCounts(counts, new Range(must, must + may));
  }

  CueCounts plus(CueCounts other) {
    Map<String, Integer> sum = new HashMap<>(counts);
    other.counts.forEach((form, n) -> sum.merge(form, n, Integer::sum));
    return of(sum);
  }

  /**
   * How many there are beside a translation: a word whose subject the other side speaks of as well
   * has its counterpart there, and is not free to explain anything else.
   */
  Range beside(CueCounts other) {
    int must = count(MUST, "");
    int may = count(MAY, "");
    for (String subject : subjects()) {
      int mayRest = rest(MAY, subject, other);
      int mayHere = Math.max(0, mayRest - other.rest(NO, subject, this));
      int mayThere =
          Math.max(0, other.rest(MAY, subject, this) - rest(NO, subject, other))
              + Math.max(0, other.rest(NO, subject, this) - mayRest);
      int both = Math.min(count(MUST, subject), other.count(MUST, subject));
      must += both + Math.max(0, count(MUST, subject) - both - mayThere);
      may += Math.max(0, mayHere - (other.count(MUST, subject) - both));
    }
    return new Range(must, must + may);
  }

  /** What the other side has no word of the same strength for. */
  private int rest(String strength, String subject, CueCounts other) {
    return Math.max(0, count(strength, subject) - other.count(strength, subject));
  }

  private int count(String strength, String subject) {
    return counts.getOrDefault(subject.isEmpty() ? strength : strength + ":" + subject, 0);
  }

  private Set<String> subjects() {
    Set<String> subjects = new TreeSet<>();
    for (String form : counts.keySet()) {
      int colon = form.indexOf(':');
      if (colon >= 0) {
        subjects.add(form.substring(colon + 1));
      }
    }
    return subjects;
  }
}
