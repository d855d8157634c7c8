package io.shoken.text.japanese;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.text.japanese.Windows.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void aShortTextIsOneWindow() {
    assertThat(new Windows(12, 3).of(encoding(10, 4))).containsExactly(new Window(1, 11));
  }

  @Test
  void aWindowEndsWithASentenceAndTheNextRepeatsWholeSentences() {
    assertThat(new Windows(12, 4).of(encoding(20, 4)))
        .containsExactly(
            new Window(1, 9), new Window(5, 13), new Window(9, 17), new Window(13, 21));
  }

  @Test
  void aSentenceLongerThanAWindowIsCutWithTheWholeOverlap() {
    assertThat(new Windows(12, 3).of(encoding(20, 100)))
        .containsExactly(new Window(1, 11), new Window(8, 18), new Window(15, 21));
  }

  @Test
  void idsHaveTheOuterTokensAroundTheStretch() {
    assertThat(new Window(3, 5).ids(encoding(10, 4))).containsExactly(0, 3, 4, 11);
  }

  @Test
  void countsReportsThatNeededMoreThanOneWindow() {
    Windows windows = new Windows(12, 4);
    Encoding one = encoding(5, 4);
    Encoding four = encoding(20, 4);
    assertThat(
            Windows.Count.of(one, windows.of(one)).plus(Windows.Count.of(four, windows.of(four))))
        .isEqualTo(new Windows.Count(2, 1, 25, 5, 37));
  }

  @Test
  void refusesAnOverlapThatLeavesNoWayForward() {
    assertThatThrownBy(() -> new Windows(12, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 positions with an overlap of 5");
  }

  @Property
  void windowsFitAndTogetherHoldEveryToken(
      @ForAll @IntRange(min = 0, max = 3000) int size,
      @ForAll @IntRange(min = 1, max = 200) int sentence,
      @ForAll @IntRange(min = 3, max = 600) int positions,
      @ForAll @IntRange(min = 0, max = 99) int share) {
    int overlap = (positions - 3) / 2 * share / 100;
    List<Window> windows = new Windows(positions, overlap).of(encoding(size, sentence));
    int covered = 1;
    for (Window window : windows) {
      assertThat(window.from()).isBetween(covered - overlap, covered);
      assertThat(window.to() - window.from()).isLessThanOrEqualTo(positions - 2);
      covered = window.to();
    }
    assertThat(covered).isEqualTo(size + 1);
  }

  /** So many tokens in sentences of a length, between two outer ones; an id is its place. */
  private static Encoding encoding(int size, int sentence) {
    List<String> tokens = new ArrayList<>(List.of("[CLS]"));
    for (int i = 1; i <= size; i++) {
      tokens.add(i % sentence == 0 ? "。" : "影");
    }
    tokens.add("[SEP]");
    return Encoding.of(tokens, IntStream.range(0, size + 2).toArray());
  }
}
