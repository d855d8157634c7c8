package io.shoken.compose;

import io.shoken.domain.Finding;
import java.util.Optional;

/**
 * A word that lists of findings are made of.
 *
 * @param finding empty for what is none of the 18, and is only ever named as absent
 * @param absent the English where the scan lacks it
 * @param present the English where the scan has it
 */
record Noun(
    Optional<Finding> finding, String group, String absent, String present, String japanese) {

  /** The group of every list that takes all nouns. */
  private static final String ANY = "any";

  static Noun of(Tsv.Line line) {
    String finding = line.get("finding");
    return new Noun(
        finding.equals("-")
            ? Optional.empty()
            : Optional.of(Finding.ofLabel(finding).orElseThrow()),
        line.get("group"),
        line.get("english when absent"),
        line.get("english when present"),
        line.get("japanese"));
  }

  boolean isOf(String wanted) {
    return wanted.equals(ANY) || wanted.equals(group);
  }
}
