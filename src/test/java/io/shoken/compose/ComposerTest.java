package io.shoken.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.domain.Finding;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComposerTest {

  private final Composer composer = new Composer();

  @Test
  void theSameSeedGivesTheSameScansAndAnotherSeedOthers() {
    List<Scan> scans = composer.compose(7, "train", 20).toList();
    assertThat(new Composer().compose(7, "train", 20)).isEqualTo(scans);
    assertThat(composer.compose(8, "train", 20)).doesNotContainAnyElementsOf(scans);
  }

  @Test
  void aLongerStreamBeginsWithTheShorterOne() {
    assertThat(composer.compose(7, "train", 60)).startsWith(scans(7, 40).toArray(Scan[]::new));
  }

  @Test
  void oneEnglishSentenceHasOneJapanese() {
    Map<String, String> memory = new HashMap<>();
    composer
        .compose(1, "train", 1500)
        .flatMap(Scan::sentences)
        .forEach(
            s ->
                assertThat(memory.merge(s.english(), s.japanese(), (a, b) -> a))
                    .isEqualTo(s.japanese()));
  }

  @Test
  void noSlotIsLeftOpen() {
    assertThat(composer.compose(2, "train", 300).flatMap(Scan::sentences))
        .noneMatch(s -> s.english().contains("{") || s.japanese().contains("{"));
  }

  /** A reader that cuts at stops and line ends finds the sentences again. */
  @Test
  void noSentenceHasAStopInside() {
    assertThat(composer.compose(2, "train", 300).flatMap(Scan::sentences).map(Sentence::english))
        .noneMatch(s -> s.contains(". ") || s.contains("? ") || s.contains("\n"));
  }

  @Test
  void labelsAreTheFindingsThatTheScanHas() {
    Stock stock = Stock.load();
    for (int n = 0; n < 200; n++) {
      Dice dice = Dice.of(3, "labels", n);
      Set<Finding> present = stock.profiles().draw(dice).draw(dice);
      Dictation dictation = new Dictation(stock, present, dice);
      dictation.findings();
      assertThat(dictation.asserted()).isEqualTo(present);
      dictation.impression();
      assertThat(dictation.asserted()).isEqualTo(present);
    }
  }

  @Test
  void aScanWithoutFindingsIsDictatedToo() {
    Dictation dictation =
        new Dictation(Stock.load(), EnumSet.noneOf(Finding.class), Dice.of(4, "none", 1));
    assertThat(dictation.findings().sentences()).isNotEmpty();
    assertThat(dictation.impression().sentences()).hasSize(1);
    assertThat(dictation.asserted()).isEmpty();
  }

  @Test
  void somePatientsHaveTwoScansAndSomeScansSeveralVolumes() {
    List<Scan> scans = scans(5, 200).toList();
    assertThat(scans).extracting(Scan::id).doesNotHaveDuplicates();
    assertThat(scans).anyMatch(s -> s.id().equals(s.patientId() + "_b"));
    assertThat(scans).extracting(Scan::volumeCount).contains(1, 2, 3);
    Scan first = scans.get(0);
    assertThat(first.volumes().get(0)).isEqualTo("train_1_a_1.nii.gz");
  }

  @Test
  void reportsAreAsLongAsRealOnes() {
    List<Scan> scans = scans(6, 200).toList();
    assertThat(
            scans.stream().mapToLong(s -> s.findings().sentences().size()).average().orElseThrow())
        .isBetween(12.0, 22.0);
    assertThat(
            scans.stream()
                .mapToInt(
                    s -> s.findings().japanese().length() + s.impression().japanese().length())
                .average()
                .orElseThrow())
        .isBetween(300.0, 500.0);
  }

  private Stream<Scan> scans(long seed, int count) {
    return composer.compose(seed, "train", count);
  }
}
