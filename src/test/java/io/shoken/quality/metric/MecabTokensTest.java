package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MecabTokensTest {

  @Test
  void tokensOfEveryComposedTextEqualSacrebleus() {
    Golden golden = Golden.composed();
    for (var recorded : golden.json().get("mecab").properties()) {
      List<String> expected = new ArrayList<>();
      for (JsonNode token : recorded.getValue()) {
        expected.add(token.asText());
      }
      assertThat(Tokenizers.jaMecab().tokens(recorded.getKey())).isEqualTo(expected);
    }
  }
}
