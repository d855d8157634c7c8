package io.shoken.text.japanese;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JapaneseBertTokenizerTest {

  @ParameterizedTest
  @ValueSource(strings = {"v3", "v1", "lower", "characters", "words", "raw"})
  void givesTheTokensOfTransformers(String name) {
    JapaneseBertTokenizer tokenizer = Golden.tokenizer(name);
    List<JsonNode> lines = Golden.lines("tokens.jsonl.gz");
    for (JsonNode line : lines) {
      Encoding encoding = tokenizer.encode(line.get("text").textValue());
      assertThat(String.join(Golden.SEPARATOR, encoding.tokens()))
          .as(line.toString())
          .isEqualTo(line.get(name).textValue());
      JsonNode ids = line.get(name + "_ids");
      if (ids != null) {
        assertThat(encoding.ids()).containsExactly(ints(ids));
      }
    }
  }

  private static int[] ints(JsonNode array) {
    int[] ints = new int[array.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = array.get(i).intValue();
    }
    return ints;
  }
}
