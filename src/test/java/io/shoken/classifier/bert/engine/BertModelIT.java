package io.shoken.classifier.bert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.classifier.bert.weights.Activation;
import io.shoken.classifier.bert.weights.BertConfig;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.FolderWeights;
import io.shoken.core.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against logits of transformers; see {@code src/test/golden/bert.py}. */
class BertModelIT {
  private static final Compute FP32 = Compute.cpu(Precision.FP32, 1);
  private static final Compute BF16 = Compute.cpu(Precision.BF16, 1);

  @ParameterizedTest
  @ValueSource(strings = {"classifier", "sharded"})
  void logitsEqualTransformersFrom1To512TokensWithPadding(String folder) {
    assertThat(farthest(folder, FP32, "fp32")).isLessThan(1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp32", "bf16"})
  void bf16LogitsStayNearTransformers(String reference) {
    assertThat(farthest("classifier", BF16, reference)).isLessThan(2e-2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gelu_new", "relu"})
  void otherActivationsEqualTransformers(String act) throws IOException {
    BertFolder folder = Golden.model("classifier");
    JsonNode cases = Golden.ROOT.path("activations");
    BertConfig c = folder.config();
    BertConfig config =
        new BertConfig(
            c.tables(),
            c.encoder(),
            Activation.ofKey(act).orElseThrow(),
            c.layerNormEps(),
            c.initializerRange(),
            BertConfig.Dropout.of(0));
    try (BertFunction function = new BertFunction(config, FP32);
        FolderWeights weights = folder.load(BertModel.PARTS, 0, 0);
        Parameters parameters = Parameters.load(function.manager(), "w", weights)) {
      function.hold(parameters);
      float[][] logits = function.infer(TokenBlock.of(Golden.rows(cases.path("rows"))));
      assertThat(Golden.farthest(logits, Golden.matrix(cases.path(act)))).isLessThan(1e-5);
    }
  }

  @Test
  void batchesByTokensGiveWhatOneByOneGives() {
    List<int[]> rows = new ArrayList<>();
    Golden.ROOT.path("logits").forEach(c -> rows.addAll(Golden.rows(c.path("rows"))));
    try (BertModel model = BertModel.load(Golden.model("classifier"), FP32)) {
      float[][] alone = rows.stream().map(r -> model.logits(List.of(r))[0]).toArray(float[][]::new);
      assertThat(Golden.farthest(model.logits(rows), alone)).isLessThan(1e-5);
    }
  }

  @Test
  void refusesIdsOutsideTheVocabularyAndLengthsOutsideThePositions() {
    try (BertModel model = BertModel.load(Golden.model("classifier"), FP32)) {
      assertThatThrownBy(() -> model.logits(List.of(new int[] {60})))
          .hasMessage("token id 60 is not in a vocabulary of 60");
      assertThatThrownBy(() -> model.logits(List.of(new int[513])))
          .hasMessage("a sequence has 513 tokens, not 1..512");
      assertThatThrownBy(() -> model.logits(List.of(new int[0])))
          .hasMessage("a sequence has 0 tokens, not 1..512");
    }
  }

  @Test
  void refusesAModelWithoutAClassifier() {
    assertThatThrownBy(() -> BertModel.load(Golden.model("pretraining"), FP32))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no classifier yet");
  }

  @Test
  void failsRatherThanFallsBackWhereAGpuIsMissing() {
    Compute gpu = new Compute(Precision.FP32, 1, OptionalInt.of(97), 1024);
    assertThatThrownBy(() -> BertModel.load(Golden.model("classifier"), gpu))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("GPU 97 was asked for");
  }

  @Test
  void threadsThatShareAModelGetWhatOneGets() {
    List<int[]> rows = Golden.rows(Golden.TRAINING.path("rows"));
    try (BertModel model = BertModel.load(Golden.model("classifier"), FP32)) {
      float[][] alone = model.logits(rows);
      List<float[][]> together =
          IntStream.range(0, 40).parallel().mapToObj(i -> model.logits(rows)).toList();
      assertThat(together).allSatisfy(l -> assertThat(Golden.farthest(l, alone)).isZero());
    }
  }

  @Test
  void theEngineMayNotAskTheNetwork() {
    BertModel.load(Golden.model("classifier"), FP32).close();
    assertThat(ai.djl.util.Utils.isOfflineMode()).isTrue();
    assertThat(ai.djl.util.Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void memoryStaysFlatOver100Batches() {
    try (BertModel model = BertModel.load(Golden.model("classifier"), BF16)) {
      List<int[]> rows = Golden.rows(Golden.TRAINING.path("rows"));
      model.logits(rows);
      int live = model.manager().getManagedArrays().size();
      for (int i = 0; i < 100; i++) {
        model.logits(rows);
      }
      assertThat(model.manager().getManagedArrays()).hasSize(live);
    }
  }

  private static double farthest(String name, Compute compute, String reference) {
    BertFolder folder = Golden.model(name);
    double farthest = 0;
    try (BertModel model = BertModel.load(folder, compute)) {
      for (JsonNode c : Golden.ROOT.path("logits")) {
        float[][] expected = Golden.byFinding(Golden.matrix(c.path(reference)), folder);
        float[][] logits = model.logits(Golden.rows(c.path("rows")));
        farthest = Math.max(farthest, Golden.farthest(logits, expected));
      }
    }
    System.out.printf("%s %s vs %s: %.2e%n", name, compute.precision(), reference, farthest);
    return farthest;
  }
}
