package io.shoken.translate.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which sentences of a text get a mark, and how an answer with marks is put together. */
class MarkedTextTest {

  private static final String HEART = "The heart is not enlarged.";
  private static final String EFFUSION = "No pleural effusion is seen.";
  private static final Map<String, String> KNOWN =
      Map.of(
          HEART,
          "\u5FC3\u62E1\u5927\u306A\u3057\u3002",
          EFFUSION,
          "\u80F8\u6C34\u306A\u3057\u3002",
          "Lungs are clear",
          "\u80BA\u306F\u6E05\u660E");

  @Test
  void marksWhatIsKnownAndOneMarkServesARowOfSentences() {
    MarkedText reused =
        MarkedText.of(HEART + " " + EFFUSION + " A 5 mm nodule.\n" + EFFUSION, KNOWN).orElseThrow();
    assertThat(reused.masked().text()).isEqualTo("[S1] A 5 mm nodule.\n[S2]");
    assertThat(reused.sentences()).isEqualTo(3);
    assertThat(reused.isComplete()).isFalse();
    assertThat(reused.legend()).endsWith("\n[S1] " + HEART + " " + EFFUSION + "\n[S2] " + EFFUSION);
    assertThat(reused.masked().restore("\uFF3BS1\uFF3D5 mm\u306E\u7D50\u7BC0\u3002\n[S2]"))
        .contains(
            "\u5FC3\u62E1\u5927\u306A\u3057\u3002\u80F8\u6C34\u306A\u3057\u3002"
                + "5 mm\u306E\u7D50\u7BC0\u3002\n\u80F8\u6C34\u306A\u3057\u3002");
    assertThat(reused.masked().restore("[S1]5 mm\u306E\u7D50\u7BC0\u3002")).isEmpty();
    assertThat(reused.masked().restore("[S1][S1]\n[S2]")).isEmpty();
  }

  @Test
  void needsNoCallWhereOnlyMarksAndNumbersAreLeft() {
    MarkedText reused = MarkedText.of("1. " + HEART + "\n2. Lungs are clear", KNOWN).orElseThrow();
    assertThat(reused.masked().text()).isEqualTo("1. [S1]\n2. [S2]");
    assertThat(reused.isComplete()).isTrue();
  }

  @Test
  void takesWholeSentencesOfSomeWordsOnly() {
    assertThat(
            MarkedText.candidates(
                "1. Stable.\nMeasures approx. 5 mm in all. Lungs are clear\n\u2022 "
                    + HEART
                    + " "
                    + HEART))
        .isEqualTo(List.of("Lungs are clear", HEART));
  }

  @Test
  void leavesATextAloneThatHasWhatLooksLikeAMark() {
    assertThat(MarkedText.of("[S1] " + HEART, KNOWN)).isEqualTo(Optional.empty());
    assertThat(MarkedText.of("Stable.", KNOWN)).isEmpty();
    assertThat(MarkedText.of(HEART, KNOWN).orElseThrow().toString()).doesNotContain("heart");
  }
}
