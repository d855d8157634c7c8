package io.shoken.text.japanese.mecab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.text.japanese.Golden;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MecabSegmenterTest {

  @ParameterizedTest
  @EnumSource
  void cutsEveryGoldenTextAsMecabDoes(Edition edition) {
    List<JsonNode> lines = Golden.lines("words.jsonl.gz");
    assertThat(lines).hasSizeGreaterThan(800);
    for (JsonNode line : lines) {
      assertThat(joined(edition, line.get("text").textValue()))
          .isEqualTo(line.get(edition.option()).textValue());
    }
  }

  private static String joined(Edition edition, String text) {
    return String.join(Golden.SEPARATOR, MecabSegmenter.of(edition).segment(text).asList());
  }
}
