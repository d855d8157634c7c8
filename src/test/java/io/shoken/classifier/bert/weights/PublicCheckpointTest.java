package io.shoken.classifier.bert.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders in the forms of public checkpoints, against what transformers loads from them. */
class PublicCheckpointTest {
  private static final Path FOLDER = Path.of("src/test/resources/bert-checkpoints");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "masked-with-pooler",
        "masked-without-pooler",
        "bare-with-heads",
        "bare-pickled",
        "unnamed-pretraining",
        "unnamed-bare",
        "unnamed-classifier",
        "tagger",
        "classifier-with-buffers",
        "classifier-padded",
        "classifier-doubles",
        "classifier-deeper"
      })
  void takesWhatTransformersTakesAndNamesTheRest(String name) throws IOException {
    JsonNode expected = golden().path(name);
    BertFolder folder = BertFolder.open(FOLDER.resolve(name));
    assertThat(folder.classifies())
        .isEqualTo(!texts(expected.path("missing")).contains("classifier.weight"));
    List<String> drawn = new ArrayList<>();
    try (FolderWeights one = folder.load(BertModel.PARTS, 1, 0);
        FolderWeights two = folder.load(BertModel.PARTS, 2, 0.5f)) {
      for (Map.Entry<String, List<Long>> tensor : one.shapes().entrySet()) {
        float[] values = read(one, tensor);
        JsonNode sums = expected.path("loaded").path(tensor.getKey());
        if (sums.isMissingNode()) {
          drawn.add(tensor.getKey());
          continue;
        }
        assertThat(read(two, tensor)).isEqualTo(values); // nothing drawn from the seed
        assertSums(values, sums);
      }
    }
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(texts(expected.path("missing")));
    String unused = folder.unused().orElse("");
    for (String unexpected : texts(expected.path("unexpected"))) {
      // Ours keeps the head for masked words: pre-training goes on with it.
      if (!unexpected.startsWith("cls.predictions.")) {
        assertThat(unused).contains('"' + unexpected + '"');
      }
    }
  }

  @Test
  void namesBuffersThatTransformersDropsInSilence() {
    BertFolder folder = BertFolder.open(FOLDER.resolve("bare-pickled"));
    assertThat(folder.unused().orElseThrow())
        .contains("bare-pickled")
        .endsWith(": not used, as in transformers: \"embeddings.position_ids\"");
    assertThat(BertFolder.open(FOLDER.resolve("unnamed-bare")).unused()).isEmpty();
  }

  @Test
  void refusesNamesOfWhichTransformersTakesNone() throws IOException {
    assertThat(golden().path("module").path("loaded")).isEmpty();
    assertThatThrownBy(() -> BertFolder.open(FOLDER.resolve("module")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("begin with \"module.\"")
        .hasMessageContaining("take the prefix off");
  }

  private static JsonNode golden() throws IOException {
    return new JsonMapper().readTree(FOLDER.resolve("golden.json").toFile()).path("folders");
  }

  private static float[] read(FolderWeights weights, Map.Entry<String, List<Long>> tensor)
      throws IOException {
    FloatBuffer values = FloatBuffer.allocate((int) TensorSource.size(tensor.getValue()));
    weights.read(tensor.getKey(), values);
    return values.array();
  }

  private static void assertSums(float[] values, JsonNode sums) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum).isCloseTo(sums.get(0).asDouble(), within(1e-9));
    assertThat(squares).isCloseTo(sums.get(1).asDouble(), within(1e-9));
    assertThat(values[values.length - 1]).isEqualTo((float) sums.get(2).asDouble());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
