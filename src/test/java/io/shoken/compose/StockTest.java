package io.shoken.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.domain.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StockTest {

  private final Stock stock = Stock.load();

  @Test
  void holdsFourHundredPhrases() {
    assertThat(stock.size()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void noEnglishPhraseStandsTwice() {
    assertThat(phrases().distinct().map(Phrase::english)).doesNotHaveDuplicates();
  }

  @Test
  void bothLanguagesOfAPhraseHaveTheSameSlots() {
    assertThat(phrases())
        .allSatisfy(
            p ->
                assertThat(slots(p.japanese()))
                    .containsExactlyInAnyOrderElementsOf(slots(p.english())));
  }

  @Test
  void everyFindingIsSaidToBeThereNotThereAndUncertain() {
    for (Finding finding : Finding.values()) {
      List<State> states =
          stock.statements().get(finding).stream().map(p -> p.claims().get(finding)).toList();
      assertThat(states).as(finding.label()).contains(State.PRESENT, State.LIKELY, State.ABSENT);
    }
  }

  @Test
  void everyFindingCanBeSaidAloneSoThatNoScanIsLeftWithoutWords() {
    for (Finding finding : Finding.values()) {
      assertThat(stock.statements().get(finding))
          .as(finding.label())
          .anyMatch(p -> p.part().isFindings() && p.asserts(finding) && p.claims().size() == 1);
    }
  }

  private Stream<Phrase> phrases() {
    return Stream.of(
            stock.statements().values().stream().flatMap(List::stream),
            stock.lists().stream(),
            stock.background().values().stream().flatMap(List::stream),
            stock.front().values().stream().flatMap(List::stream))
        .flatMap(s -> s);
  }

  private static List<String> slots(String phrase) {
    return Slot.in(phrase).stream().map(Slot::text).distinct().toList();
  }
}
