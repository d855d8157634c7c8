package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import org.junit.jupiter.api.Test;

class PassagesTest {
  private static final String TEXT = "右肺に結節を認めるが、胸水は認めず、心拡大もない。結節は3mm。\n結節は5mm。";

  @Test
  void cutsSentencesAtStopsAndLineEnds() {
    assertThat(Passages.ofKey("sentence").of(TEXT))
        .containsExactly("右肺に結節を認めるが、胸水は認めず、心拡大もない", "結節は3mm", "結節は5mm");
  }

  @Test
  void cutsClausesAfterPhrasesToo() {
    assertThat(Passages.ofKey("clause").of(TEXT)).hasSizeGreaterThan(3);
  }

  @Test
  void showsPartsThatDifferByNumbersAsOne() {
    Passages folded = Passages.ofKey("sentence-digits0");
    assertThat(folded.shown(folded.of(TEXT))).hasSize(2).contains("結節は0mm");
  }

  @Test
  void refusesAnUnknownKey() {
    assertThatThrownBy(() -> Passages.ofKey("paragraph"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("paragraph");
  }
}
