package io.shoken.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SentenceCutterTest {

  /** Rows of {@code sentences.tsv}: rule, text, its sentences; {@code /} stands for a line end. */
  @TestFactory
  Stream<DynamicTest> cutsAsTheRuleSays() {
    return TsvResource.rows(SentenceCutterTest.class, "sentences.tsv").stream()
        .map(row -> DynamicTest.dynamicTest(row.get(0) + ": " + row.get(1), () -> check(row)));
  }

  private static void check(List<String> row) {
    String text = row.get(1).replace('/', '\n');
    assertThat(SentenceCutter.valueOf(row.get(0)).sentences(text))
        .isEqualTo(row.subList(2, row.size()));
  }

  @Test
  void spansLeadBackToTheText() {
    String text = "  One nodule.  Two cysts. ";
    List<Span> spans = SentenceCutter.ENGLISH.spans(text);
    assertThat(spans).hasSize(2);
    assertThat(text.substring(spans.get(1).start(), spans.get(1).end())).isEqualTo("Two cysts.");
  }
}
