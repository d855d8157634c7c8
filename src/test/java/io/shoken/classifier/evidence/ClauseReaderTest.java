package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.text.TsvLines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClauseReaderTest {
  private final ClauseReader plain = ClauseReader.standard(EvidenceSettings.standard(false));
  private final ClauseReader cued = ClauseReader.standard(EvidenceSettings.standard(true));

  @Test
  void cutsAtStopsLineEndsAndAfterBreakingPhrases() {
    for (String line : TsvLines.resource("/evidence/clauses.tsv").split("\n", -1)) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        String[] columns = line.split("\t", -1);
        List<String> expected =
            Stream.of(columns[1].split("\\|")).filter(s -> !s.isEmpty()).toList();
        assertThat(plain.clauses(columns[0].replace('|', '\n'))).as(columns[0]).isEqualTo(expected);
      }
    }
  }

  @Test
  void aDeniedClauseHasOtherFeaturesThanAnAffirmedOne() {
    assertThat(plain.features("胸水は認めない")).contains("N胸水", "_胸水").doesNotContain("P胸水");
    assertThat(plain.features("胸水を認める")).contains("P胸水", "_胸水").doesNotContain("N胸水");
  }

  @Test
  void looksPastARemarkInBracketsForPolarity() {
    assertThat(plain.features("結節は認めなかった（術後）。")).contains("N結節");
  }

  @Test
  void foldsNumbersWidthAndWhiteSpace() {
    assertThat(plain.features("径 １２.5ｍｍ")).isEqualTo(plain.features("径\t3mm"));
  }

  @Test
  void namesCuesAndPairsOfThemWithTheirPolarity() {
    assertThat(cued.features("冠動脈に石灰化を認める"))
        .contains("@Pcoronary", "@Pcalcification", "@Pcalcification+coronary");
    assertThat(plain.features("冠動脈に石灰化を認める")).noneMatch(ClauseReader::isCue);
  }

  @Test
  void halfASurrogatePairIsReplaced() {
    assertThat(plain.features("\ud842")).contains("_\ufffd").noneMatch(f -> f.contains("\ud842"));
  }

  @Test
  void readsAnyCharactersWithoutFailing() {
    ClauseReader reader = new ClauseReader(Phrases.standard(), Lexicon.none(), 2);
    assertThat(reader.clauses("\u0000\u2028、、(((\r\n）)")).isNotEmpty();
    assertThat(reader.features("((")).contains("_((");
    assertThat(reader.features("")).contains("_^");
  }
}
