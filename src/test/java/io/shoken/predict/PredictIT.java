package io.shoken.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.reading.LoadedBert;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.classifier.reading.ReadingSettings.Device;
import io.shoken.classifier.reading.ReadingSettings.Evidence;
import io.shoken.classifier.reading.ReadingSettings.Pooling;
import io.shoken.classifier.reading.ReadingSettings.Windowing;
import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.testkit.TestWarehouse;
import io.shoken.testkit.TinyBert;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step predict with a BERT folder; the other kinds are in TrainLinearIT. */
class PredictIT {
  private static final String EVIDENCE_NOTES =
      """
      {"reading": "evidence", "passages": "sentence", "temperature": 2,
       "thresholds": {"Lung nodule": 0.999, "Cardiomegaly": 0}}
      """;

  @TempDir Path folder;
  private TestWarehouse warehouse;
  private final List<TextTable> shown = new ArrayList<>();

  @BeforeEach
  void fill() {
    warehouse = new TestWarehouse(folder.resolve("warehouse"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 512})
  void aFolderOfTransformersGivesItsLogitsByFinding(int tokens) {
    TinyBert.Case row = TinyBert.golden(tokens);
    TinyBert tiny = TinyBert.writeFor(folder.resolve("model"), row);
    warehouse.addText("golden_1_a", tiny.text(row));
    assertThat(warehouse.run(predict(tiny))).isEqualTo(Outcome.DONE);
    List<Row> rows = rows("golden_1_a");
    assertThat(rows).hasSize(18);
    for (Row read : rows) {
      double expected = row.logits().get(read.<String>getAs("finding"));
      assertThat(read.<Double>getAs("logit")).isCloseTo(expected, within(1e-5));
      assertThat(read.<Double>getAs("probability"))
          .isCloseTo(1 / (1 + Math.exp(-expected)), within(1e-5));
      assertThat(read.<Double>getAs("threshold")).isEqualTo(0.5);
      assertThat(read.<Integer>getAs("decision")).isEqualTo(expected >= 0 ? 1 : 0);
      assertThat(read.<String>getAs("evidence")).isNull();
      assertThat(read.<String>getAs("model_id")).matches("bert-[0-9a-f]{12}");
    }
  }

  @Test
  void aJvmLoadsAModelOnceAndFreesIt() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    warehouse.add("train", 300);
    warehouse.run(predict(tiny));
    assertThat(warehouse.manifest().counts())
        .containsEntry("in", 300L)
        .containsEntry("out", 300L)
        .containsEntry("model_loads", 1L);
    assertThat(LoadedBert.loaded()).isZero();
    assertThat(warehouse.run(predict(tiny))).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void anotherWayOfReadingIsAnotherModelId() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    warehouse.addText("one_1_a", tiny.sentence(7, 8, 9));
    ReadingSettings other =
        new ReadingSettings(
            Precision.BF16, Device.CPU, Evidence.NONE, 64, new Windowing(8, Pooling.MEAN));
    warehouse.run(predict(tiny));
    Object first = warehouse.manifest().notes().get("model_id");
    assertThat(warehouse.run(predict(tiny, other))).isEqualTo(Outcome.DONE);
    assertThat(warehouse.manifest().notes())
        .containsEntry("model_id", first + "+bf16+overlap8+mean");
    assertThat(LoadedBert.loaded()).isZero();
  }

  @Test
  void theNextReadingIsNotTheLastModels() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    TinyBert.Case row = TinyBert.golden(40);
    TinyBert other = TinyBert.writeFor(folder.resolve("other"), row);
    warehouse.addText("one_1_a", other.text(row));
    warehouse.run(predict(tiny));
    warehouse.run(predict(other));
    Object id = warehouse.manifest().notes().get("model_id");
    Row read =
        rows("one_1_a").stream()
            .filter(r -> r.getAs("model_id").equals(id) && r.getAs("finding").equals("Emphysema"))
            .findFirst()
            .orElseThrow();
    assertThat(read.<Double>getAs("logit")).isCloseTo(row.logits().get("Emphysema"), within(1e-5));
  }

  @Test
  void aLongReportIsReadInWindowsUpToItsEnd() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    String start = tiny.sentence(7, 8, 9, 10, 11).repeat(150);
    warehouse.addText("long_1_a", start);
    warehouse.addText("long_2_a", start + tiny.sentence(50, 51, 52, 53, 54, 55).repeat(60));
    warehouse.run(predict(tiny));
    assertThat(warehouse.manifest().counts())
        .containsEntry("texts_in_windows", 2L)
        .hasEntrySatisfying("windows", n -> assertThat(n).isGreaterThanOrEqualTo(5));
    assertThat(logits("long_2_a")).isNotEqualTo(logits("long_1_a"));
  }

  @Test
  void sentencesAreReadOncePooledAndNamed() {
    TinyBert tiny = TinyBert.write(folder.resolve("model")).notes(EVIDENCE_NOTES);
    String a = tiny.sentence(7, 8, 9);
    String b = tiny.sentence(20, 21);
    String c = tiny.sentence(33, 34, 35, 36);
    warehouse.addText("r_1_a", a + b + a);
    warehouse.addText("r_2_a", b + "\n" + c);
    warehouse.run(predict(tiny));
    assertThat(warehouse.manifest().counts())
        .containsEntry("passages", 4L)
        .containsEntry("passages_read", 3L);
    Map<String, float[]> alone = alone(tiny, List.of(strip(a), strip(b), strip(c)));
    for (Row row : rows("r_2_a")) {
      int k = Finding.labels().indexOf(row.<String>getAs("finding"));
      double none = 1;
      for (String said : List.of(strip(b), strip(c))) {
        none *= 1 - 1 / (1 + Math.exp(-alone.get(said)[k]));
      }
      double logit = Math.log((1 - none) / none);
      double probability = 1 / (1 + Math.exp(-logit / 2));
      assertThat(row.<Double>getAs("logit")).isCloseTo(logit, within(1e-4));
      assertThat(row.<Double>getAs("probability")).isCloseTo(probability, within(1e-4));
      String decider = alone.get(strip(b))[k] >= alone.get(strip(c))[k] ? strip(b) : strip(c);
      boolean decided = row.<Integer>getAs("decision") == 1;
      assertThat(row.<String>getAs("evidence")).isEqualTo(decided ? decider : null);
    }
    assertThat(decision("r_2_a", "Lung nodule")).isZero();
    assertThat(decision("r_2_a", "Cardiomegaly")).isOne();
    assertThat(shown).singleElement().satisfies(t -> assertThat(t.text()).contains("0.750"));
  }

  @Test
  void digitsAreFoldedWhereTheModelWasTrainedSo() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    tiny.notes(EVIDENCE_NOTES.replace("\"sentence\"", "\"sentence-digits0\""));
    warehouse.addText("r_1_a", "丈12。丈34。");
    warehouse.run(predict(tiny));
    assertThat(warehouse.manifest().counts()).containsEntry("passages", 1L);
    Row row = rows("r_1_a").stream().filter(r -> r.getAs("decision").equals(1)).findAny().get();
    assertThat(row.<String>getAs("evidence")).isEqualTo("丈12");
  }

  @Test
  void aReportThatSaysNothingHasNoFinding() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    tiny.notes("{\"reading\": \"evidence\"}");
    warehouse.addText("r_1_a", "。。。");
    warehouse.run(predict(tiny));
    assertThat(rows("r_1_a"))
        .hasSize(18)
        .allSatisfy(
            row -> {
              assertThat(row.<Integer>getAs("decision")).isZero();
              assertThat(row.<Double>getAs("logit")).isFinite();
            });
  }

  @Test
  void occlusionNamesTheSentenceWithoutWhichTheLogitIsLowest() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    String a = strip(tiny.sentence(7, 8, 9));
    String b = strip(tiny.sentence(20, 21));
    warehouse.addText("r_1_a", a + "。" + b + "。");
    warehouse.run(
        predict(
            tiny,
            new ReadingSettings(
                Precision.FP32,
                Device.AUTO,
                Evidence.OCCLUSION,
                1024,
                new Windowing(64, Pooling.MAX))));
    Map<String, float[]> left = alone(tiny, List.of(a + "。", b + "。"));
    for (Row row : rows("r_1_a")) {
      int k = Finding.labels().indexOf(row.<String>getAs("finding"));
      String decider = left.get(b + "。")[k] < left.get(a + "。")[k] ? a : b;
      boolean decided = row.<Integer>getAs("decision") == 1;
      assertThat(row.<String>getAs("evidence")).isEqualTo(decided ? decider : null);
    }
    assertThat(rows("r_1_a").stream().map(r -> r.getAs("decision"))).contains(0, 1);
  }

  @Test
  void refusesAnotherTokenizerThanTheModelWasTrainedWith() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    String signature = JapaneseBertTokenizer.open(tiny.path()).signature();
    tiny.notes("{\"reading\": \"report\", \"tokenizer\": \"" + signature + "\"}");
    warehouse.addText("r_1_a", tiny.sentence(7));
    assertThat(warehouse.run(predict(tiny))).isEqualTo(Outcome.DONE);
    tiny.notes("{\"reading\": \"report\", \"tokenizer\": \"words:mecab-else\"}");
    assertThatThrownBy(() -> warehouse.run(predict(tiny)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind().exitCode()).isEqualTo(5))
        .hasMessageContaining("is not the one that the model was trained with")
        .hasMessageContaining("words:mecab-else")
        .hasMessageContaining(signature);
  }

  @Test
  void refusesWhatIsNoClassifierBeforeAnyTaskRuns() {
    Path golden = Path.of("src/test/resources/bert/pretraining");
    Predict step = predict(golden.toString(), ReadingSettings.DEFAULT);
    assertThatThrownBy(() -> step.fingerprint(warehouse.warehouse()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no classifier yet");
  }

  @Test
  void aMissingGpuIsAnErrorAndNotTheProcessor() {
    TinyBert tiny = TinyBert.write(folder.resolve("model"));
    warehouse.addText("r_1_a", tiny.sentence(7));
    ReadingSettings gpu =
        new ReadingSettings(
            Precision.FP32, Device.GPU, Evidence.NONE, 1024, new Windowing(64, Pooling.MAX));
    assertThatThrownBy(() -> warehouse.run(predict(tiny, gpu)))
        .hasStackTraceContaining("GPU 0 was asked for");
  }

  private Predict predict(TinyBert tiny) {
    return predict(tiny, ReadingSettings.DEFAULT);
  }

  private Predict predict(TinyBert tiny, ReadingSettings settings) {
    return predict(tiny.path().toString(), settings);
  }

  private Predict predict(String model, ReadingSettings settings) {
    return new Predict(
        new PredictOptions(model, List.of()), settings, TestWarehouse.ANY, shown::add);
  }

  private List<Row> rows(String report) {
    return warehouse
        .warehouse()
        .read(Table.PREDICTIONS)
        .where("report_id = '" + report + "'")
        .collectAsList();
  }

  private Map<String, Double> logits(String report) {
    Map<String, Double> logits = new HashMap<>();
    rows(report).forEach(r -> logits.put(r.getAs("finding"), r.getAs("logit")));
    return logits;
  }

  private int decision(String report, String finding) {
    return rows(report).stream()
        .filter(r -> r.getAs("finding").equals(finding))
        .findFirst()
        .orElseThrow()
        .getAs("decision");
  }

  private static Map<String, float[]> alone(TinyBert tiny, List<String> sentences) {
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(tiny.path());
    Map<String, float[]> logits = new HashMap<>();
    try (BertModel model =
        BertModel.load(
            io.shoken.classifier.bert.weights.BertFolder.open(tiny.path()),
            Compute.cpu(Precision.FP32, 1))) {
      for (String sentence : sentences) {
        logits.put(sentence, model.logits(List.of(tokenizer.encode(sentence).ids()))[0]);
      }
    }
    return logits;
  }

  private static String strip(String sentence) {
    return sentence.replace("。", "");
  }
}
