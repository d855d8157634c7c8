package io.shoken.quality.metric;

import java.text.Normalizer;
import java.util.List;

/**
 * Measures how much of a translation was changed to get its reference: the edit distance in code
 * points over the reference's length, and the share of texts that were left as they are. A
 * reference is often a post-edit of its own hypothesis, which inflates BLEU; these two say by how
 * much. Texts are compared as the tables hash them: in NFC, without outer white space.
 */
record EditRate() implements Measure {

  @Override
  public List<String> names() {
    return List.of("edit-rate", "untouched");
  }

  @Override
  public Signature signature() {
    return new Signature("nrefs:1", "unit:code-point|norm:nfc+strip|version:shoken-1");
  }

  @Override
  public int width() {
    return 4;
  }

  /** Pairs, pairs that are equal, edits, code points of the reference. */
  @Override
  public Counts count(Pair pair) {
    String hypothesis = canonical(pair.hypothesis());
    String reference = canonical(pair.reference());
    boolean untouched = hypothesis.equals(reference);
    return Counts.of(
        1,
        untouched ? 1 : 0,
        untouched ? 0 : Levenshtein.distance(hypothesis, reference),
        reference.codePointCount(0, reference.length()));
  }

  private static String canonical(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  /** Both in percent; an edit rate can exceed 100. */
  @Override
  public double[] scores(double[] total, Arithmetic p) {
    double nothingToReach = total[2] > 0 ? 100 : 0;
    return new double[] {
      total[3] > 0 ? 100 * total[2] / total[3] : nothingToReach,
      total[0] > 0 ? 100 * total[1] / total[0] : 0
    };
  }
}
