package io.shoken.review.file;

import java.util.List;

/**
 * One text as an export shows it to one reviewer.
 *
 * @param key {@code REPORT_ID:SECTION}
 * @param sourceHash of the English section
 * @param baseHash of the Japanese text that is shown
 * @param source the English section
 * @param shown the Japanese text that the reviewer begins with
 * @param machine the machine translation; empty where there is none
 * @param rejected whether the checks rejected the machine's answer
 * @param rated whether the reviewer is asked for ratings
 * @param flags checks that fail on the text that is shown
 * @param original of an attention item the text without the seeded error; else null
 * @param pair of a comparison the two texts; else null
 * @param others in an adjudication the two reviewers' texts, in an order without meaning; else
 *     empty
 * @param weight how many texts of the population this one stands for
 */
public record Item(
    String key,
    String reportId,
    String section,
    String sourceHash,
    String baseHash,
    String source,
    String shown,
    String machine,
    boolean rejected,
    boolean rated,
    List<Flag> flags,
    String original,
    Pair pair,
    List<String> others,
    double weight) {

  /** A check that fails, with what it says. */
  public record Flag(String check, String detail) {}

  /**
   * Two texts under a blind comparison.
   *
   * @param machineIsA whether the first is the machine's; never shown
   */
  public record Pair(String a, String b, boolean machineIsA) {}
}
