package io.shoken.quality.metric;

import io.shoken.text.clinical.FindingTerms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares the clinical statements of two wordings of a text. Each kind reads mentions out of a
 * text; a mention of the reference that the hypothesis lacks was lost, one that only the hypothesis
 * has was added, and a text with either fails. A rule reads characters, not meaning: it says where
 * to look, not what is wrong.
 */
record Fidelity(Kind kind) implements Measure {

  /** What is compared. */
  public enum Kind {
    /** Numbers with their units, after conversion: {@code 1.2cm} is {@code 12㎜}. Counted. */
    NUMBERS(Mentions::numbers),
    /** Left, right, both. Counted. */
    SIDES(Mentions::sides),
    /** Negations of any wording. Counted. */
    NEGATIONS(Mentions::negations),
    /** Which of the 18 findings are spoken of, affirmed or denied. Each counts once a text. */
    FINDINGS(FindingTerms::findings);

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Function<String, List<String>> mentions;

    Kind(Function<String, List<String>> mentions) {
      this.mentions = mentions;
    }

    /** Its name in metrics, such as {@code numbers}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The mentions in a text, in a normal form; in order of appearance. */
    public List<String> mentions(String text) {
      return mentions.apply(text);
    }
  }

  /**
   * What became of the reference's mentions.
   *
   * @param kept how many the hypothesis has too
   * @param lost those that it lacks
   * @param added those that only it has
   */
  public record Difference(int kept, List<String> lost, List<String> added) {}

  /** Compares the mentions as multisets. */
  public static Difference compare(Kind kind, String hypothesis, String reference) {
    Map<String, Integer> open = new LinkedHashMap<>();
    kind.mentions(hypothesis).forEach(m -> open.merge(m, 1, Integer::sum));
    List<String> lost = new ArrayList<>();
    int kept = 0;
    for (String mention : kind.mentions(reference)) {
      if (open.getOrDefault(mention, 0) > 0) {
        open.merge(mention, -1, Integer::sum);
        kept++;
      } else {
        lost.add(mention);
      }
    }
    List<String> added = new ArrayList<>();
    open.forEach((mention, n) -> added.addAll(Collections.nCopies(n, mention)));
    return new Difference(kept, List.copyOf(lost), List.copyOf(added));
  }

  @Override
  public List<String> names() {
    String key = kind.key();
    return List.of(key + "-kept", key + "-lost", key + "-added", key + "-failing");
  }

  @Override
  public Signature signature() {
    String norm = kind == Kind.NUMBERS ? "nfkc+units" : "nfkc";
    return new Signature("nrefs:1", "norm:" + norm + "|version:shoken-1");
  }

  @Override
  public int width() {
    return 5;
  }

  /** Kept, lost, added, pairs that fail, pairs. */
  @Override
  public Counts count(Pair pair) {
    Difference difference = compare(kind, pair.hypothesis(), pair.reference());
    int lost = difference.lost().size();
    int added = difference.added().size();
    return Counts.of(difference.kept(), lost, added, lost + added > 0 ? 1 : 0, 1);
  }

  /**
   * Percent of the reference's mentions that were kept (100 if it has none), how many were lost and
   * added in all, and percent of the texts that fail.
   */
  @Override
  public double[] scores(double[] total, Arithmetic p) {
    double mentions = total[0] + total[1];
    return new double[] {
      mentions > 0 ? 100 * total[0] / mentions : 100,
      total[1],
      total[2],
      total[4] > 0 ? 100 * total[3] / total[4] : 0
    };
  }

  @Override
  public boolean fails(Counts ofOnePair) {
    return ofOnePair.get(3) > 0;
  }
}
