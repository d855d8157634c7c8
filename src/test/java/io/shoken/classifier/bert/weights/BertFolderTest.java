package io.shoken.classifier.bert.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.classifier.bert.engine.Golden;
import io.shoken.classifier.bert.engine.Outputs;
import io.shoken.classifier.bert.weights.BertTensors.Part;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BertFolderTest {
  @TempDir private Path temporary;

  @Test
  void safetensorsAndPickleGiveTheSameModel() throws IOException {
    for (String name : List.of("classifier", "fp16", "bf16")) {
      Map<String, List<Float>> safetensors = weights(BertFolder.open(copy(name)));
      Path pickled = copy(name);
      Files.delete(pickled.resolve("model.safetensors"));
      assertThat(weights(BertFolder.open(pickled))).as(name).isEqualTo(safetensors);
    }
  }

  @Test
  void shardsGiveTheSameModel() throws IOException {
    assertThat(weights(Golden.model("sharded"))).isEqualTo(weights(Golden.model("classifier")));
  }

  @Test
  void refusesAFileThatLiesOutsideTheFolder() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    for (String name :
        List.of("sharded/model-00002-of-00002.safetensors", "bare/model.safetensors")) {
      Path folder = copy(name.substring(0, name.indexOf('/')));
      Path file = folder.resolve(name.substring(name.indexOf('/') + 1));
      Path moved = Files.move(file, outside.resolve(file.getFileName()));
      Files.createSymbolicLink(file, moved);
      assertThatThrownBy(() -> BertFolder.open(folder))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("outside the model folder");
    }
    Path named = copy("sharded");
    Path index = named.resolve("model.safetensors.index.json");
    Files.writeString(
        index, Files.readString(index).replace("model-00002", "../outside/model-00002"));
    assertThatThrownBy(() -> BertFolder.open(named)).hasMessageContaining("no file name beside it");
  }

  @Test
  void theCacheOfTheHubHoldsLinksToItsBlobs() throws IOException {
    Path hub = Files.createDirectories(temporary.resolve("models--a--b"));
    Path blobs = Files.createDirectories(hub.resolve("blobs"));
    Path snapshot = Files.createDirectories(hub.resolve("snapshots/0123abc"));
    try (Stream<Path> files = Files.list(Golden.FOLDER.resolve("classifier"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Files.copy(file, blobs.resolve("blob-" + name));
        Files.createSymbolicLink(snapshot.resolve(name), Path.of("../../blobs/blob-" + name));
      }
    }
    assertThat(weights(BertFolder.open(snapshot))).isEqualTo(weights(Golden.model("classifier")));
  }

  @Test
  void storedHalvesAreTheNearestToTheWhole() throws IOException {
    Map<String, List<Float>> whole = weights(Golden.model("classifier"));
    for (Map.Entry<String, Double> e : Map.of("fp16", 0x1p-11, "bf16", 0x1p-8).entrySet()) {
      weights(Golden.model(e.getKey()))
          .forEach(
              (name, values) -> {
                for (int i = 0; i < values.size(); i++) {
                  double exact = whole.get(name).get(i);
                  double allowed = Math.max(Math.abs(exact) * e.getValue(), 1e-7);
                  assertThat(Math.abs(values.get(i) - exact)).isLessThanOrEqualTo(allowed);
                }
              });
    }
  }

  @Test
  void outputsAreMatchedByName() {
    assertThat(Golden.model("classifier").outputs())
        .startsWith(Finding.PERIBRONCHIAL_THICKENING, Finding.CARDIOMEGALY)
        .containsExactlyInAnyOrder(Finding.values());
    float[] moved = new Outputs(Golden.model("classifier").outputs()).toFindings(counting());
    assertThat(moved[List.of(Finding.values()).indexOf(Finding.CARDIOMEGALY)]).isEqualTo(1f);
  }

  @ParameterizedTest
  @CsvSource({"pretraining,false", "masked,false", "bare,false", "classifier,true"})
  void aModelThatIsNotFineTunedGetsANewHeadFromTheSeed(String name, boolean classifies)
      throws IOException {
    BertFolder folder = Golden.model(name);
    assertThat(folder.classifies()).isEqualTo(classifies);
    List<Float> one = weights(folder, 1).get("classifier.weight");
    assertThat(weights(folder, 1).get("classifier.weight")).isEqualTo(one);
    assertThat(weights(folder, 2).get("classifier.weight").equals(one)).isEqualTo(classifies);
    double mean = one.stream().mapToDouble(x -> x * x).average().orElseThrow();
    assertThat(Math.sqrt(mean)).isBetween(0.1, 0.2); // initializer_range is 0.15
  }

  @Test
  void theNamesOfTheJapaneseBertAtFullSizeAreWhatIsAskedFor() {
    BertConfig v3 =
        new BertConfig(
            new BertConfig.Tables(32768, 512, 2, 0),
            new BertConfig.Encoder(768, 12, 12, 3072),
            Activation.GELU,
            1e-12,
            0.02,
            BertConfig.Dropout.of(0.1));
    Map<String, List<Long>> shapes =
        BertTensors.of(v3, EnumSet.of(Part.ENCODER, Part.POOLER, Part.WORDS));
    assertThat(shapes)
        .hasSize(5 + 12 * 16 + 2 + 5)
        .containsEntry("bert.embeddings.word_embeddings.weight", List.of(32768L, 768L))
        .containsEntry("bert.encoder.layer.11.intermediate.dense.weight", List.of(3072L, 768L))
        .containsEntry("cls.predictions.bias", List.of(32768L));
    assertThat(shapes.values().stream().mapToLong(TensorSource::size).sum())
        .isEqualTo(111_832_064L);
  }

  @Test
  void listsEveryTensorThatDoesNotFit() throws IOException {
    Path folder = copy("classifier");
    edit(folder, json -> json.put("hidden_size", 32).put("num_hidden_layers", 3));
    assertThatThrownBy(() -> BertFolder.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not fit config.json")
        .hasMessageContaining(
            "\"bert.embeddings.word_embeddings.weight\" has the shape [60, 16], not [60, 32]")
        .hasMessageContaining("\"bert.encoder.layer.2.output.dense.bias\" is missing");
  }

  @Test
  void refusesTensorsThatTogetherHaveMoreBytesThanTheFile() throws IOException {
    Path folder = copy("classifier");
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
      ConfigFile config = ConfigFile.read(folder, file.entries().keySet());
      assertThat(WeightNames.match("f", config, file.entries(), file.bytes()).unused()).isEmpty();
      assertThatThrownBy(() -> WeightNames.match("f", config, file.entries(), 4096))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("bytes, but the file 4096; several share the same values");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_type|\"roberta\"|model_type is \"roberta\"",
        "architectures|[\"ModernBertForSequenceClassification\"]|the architecture \"Modern",
        "position_embedding_type|\"relative_key\"|only absolute is read",
        "is_decoder|true|only encoders are read",
        "hidden_act|\"silu\"|hidden_act \"silu\"",
        "problem_type|\"single_label_classification\"|not multi_label_classification",
        "num_attention_heads|3|hidden_size 16 is no multiple of num_attention_heads 3",
        "hidden_size|-16|hidden_size is -16",
        "vocab_size|\"60\"|vocab_size is not a whole number",
        "vocab_size|99999999999|vocab_size is not a whole number",
        "hidden_dropout_prob|1.0|hidden_dropout_prob is 1.0",
        "id2label|{\"0\":\"LABEL_0\"}|not a finding or twice: \"LABEL_0\"",
        "id2label|{\"0\":\"Emphysema\",\"1\":\"Emphysema\"}|\"Emphysema\"",
        "label2id|{\"Emphysema\":0}|another place than id2label",
      })
  void refusesOtherModelsByName(String key, String value, String reason) throws IOException {
    Path folder = copy("classifier");
    edit(folder, json -> json.set(key, Json.parse(bytes("{\"x\":" + value + "}"), "x").get("x")));
    assertThatThrownBy(() -> BertFolder.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {61, 1000})
  void refusesAVocabularyWithMoreWordsThanVectors(int words) throws IOException {
    Path folder = copy("classifier");
    Files.writeString(folder.resolve("vocab.txt"), "word\n".repeat(words));
    assertThatThrownBy(() -> BertFolder.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has " + words + " words, but vocab_size in config.json is 60");
  }

  @Test
  void aLastWordWithoutALineFeedCounts() throws IOException {
    Path folder = copy("classifier");
    Files.writeString(folder.resolve("vocab.txt"), "word\n".repeat(59) + "word");
    assertThat(BertFolder.open(folder).config().vocabulary()).isEqualTo(60);
  }

  @Test
  void refusesWhatIsNoModelFolder() throws IOException {
    assertThatThrownBy(() -> BertFolder.open(temporary.resolve("nowhere")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("config.json is missing");
    Path folder = copy("bare");
    Files.delete(folder.resolve("model.safetensors"));
    assertThatThrownBy(() -> BertFolder.open(folder)).hasMessageContaining("has no weights");
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":");
    assertThatThrownBy(() -> BertFolder.open(folder)).hasMessageContaining("is no JSON");
  }

  @Test
  void refusesBrokenNotes() throws IOException {
    Path folder = copy("classifier");
    for (String notes :
        List.of(
            "{\"reading\":\"aloud\"}",
            "{\"reading\":\"report\",\"thresholds\":{\"Emphysema\":2}}",
            "{\"reading\":\"report\",\"thresholds\":{\"Gout\":0.5}}",
            "{\"reading\":\"report\",\"temperature\":0}")) {
      Files.writeString(folder.resolve("shoken.json"), notes);
      assertThatThrownBy(() -> BertFolder.open(folder))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("shoken.json");
    }
  }

  @Test
  void aFolderIsWrittenWholeOrNotAtAll() throws IOException {
    Path target = temporary.resolve("new");
    BertConfig config = BertConfig.ofSize(10, 8, 1, 2);
    BertFolder made = BertFolder.create(target, config, Map.of("vocab.txt", "w\n".repeat(10)), 3);
    assertThat(made.config()).isEqualTo(config);
    assertThat(weights(made, 0)).isEqualTo(weights(BertFolder.open(target), 0));
    try (Stream<Path> beside = Files.list(temporary)) {
      assertThat(beside).containsExactly(target);
    }
    assertThatThrownBy(() -> BertFolder.create(target, config, Map.of(), 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds files already");
  }

  @Test
  void wordScoresOfTheirOwnAreRefusedForPreTraining() throws IOException {
    Path folder = copy("masked");
    edit(folder, json -> json.put("tie_word_embeddings", false));
    BertFolder untied = BertFolder.open(folder);
    assertThatThrownBy(() -> untied.load(Set.of(Part.WORDS), 0, 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("tie_word_embeddings is false");
  }

  private static float[] counting() {
    float[] values = new float[18];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return values;
  }

  private static Map<String, List<Float>> weights(BertFolder folder) throws IOException {
    return weights(folder, 0);
  }

  private static Map<String, List<Float>> weights(BertFolder folder, long seed) throws IOException {
    Map<String, List<Float>> weights = new LinkedHashMap<>();
    try (FolderWeights source = folder.load(BertModel.PARTS, seed, 0)) {
      for (Map.Entry<String, List<Long>> e : source.shapes().entrySet()) {
        FloatBuffer values = FloatBuffer.allocate((int) TensorSource.size(e.getValue()));
        source.read(e.getKey(), values);
        Float[] boxed = new Float[values.capacity()];
        for (int i = 0; i < boxed.length; i++) {
          boxed[i] = values.get(i);
        }
        weights.put(e.getKey(), List.of(boxed));
      }
    }
    return weights;
  }

  private static void edit(Path folder, Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("config.json");
    ObjectNode json = Json.read(file);
    change.accept(json);
    Files.write(file, Json.indented(json));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createTempDirectory(temporary, name);
    try (Stream<Path> files = Files.list(Golden.FOLDER.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
