package io.shoken.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
  private static final String OLD = "\u30b3\u30f3\u30bd\u30ea\u30c7\u30fc\u30b7\u30e7\u30f3";
  private static final String NEW = "\u6d78\u6f64\u5f71";
  private static final String SEEN = "\u3092\u8a8d\u3081\u308b\u3002";

  private static Reviewed text(String key, String source, String shown, String text) {
    return new Reviewed(
        key, "revised", "a", "review", "edited", shown, text, source, "", Map.of(), 1L, Set.of(),
        List.of(), Set.of(), null, 1);
  }

  @Test
  void aWordReplacedAgainAndAgainIsSuggestedWithItsEnglish() {
    List<Replacements.Suggestion> suggestions =
        Replacements.of(
            List.of(
                text(
                    "r1:findings",
                    "Consolidation in the left lung.",
                    "\u5de6\u80ba\u306b" + OLD + SEEN,
                    "\u5de6\u80ba\u306b" + NEW + SEEN),
                text(
                    "r2:findings",
                    "Consolidation in the right lung.",
                    "\u53f3\u80ba\u306b" + OLD + SEEN,
                    "\u53f3\u80ba\u306b" + NEW + SEEN),
                text(
                    "r3:findings",
                    "Nodule in the right lung.",
                    "\u53f3\u80ba\u306b\u7d50\u7bc0" + SEEN,
                    "\u53f3\u80ba\u306b\u7d50\u7bc0" + SEEN)));
    assertThat(suggestions)
        .containsExactly(new Replacements.Suggestion("consolidation", NEW, OLD, 2));
    assertThat(Interchange.glossary(suggestions))
        .isEqualTo("english,japanese\nconsolidation," + NEW + "\n");
  }

  @Test
  void aWordReplacedOnceIsNotSuggested() {
    assertThat(
            Replacements.of(
                List.of(text("r1:findings", "Consolidation.", OLD + "\u3002", NEW + "\u3002"))))
        .isEmpty();
  }
}
