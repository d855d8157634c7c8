package io.shoken.classifier.bert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.Golden;
import io.shoken.classifier.bert.engine.Parameters;
import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.bert.weights.TensorSource;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against gradients and losses of torch; see {@code src/test/golden/bert.py}. */
class BertTrainerIT {
  private static final Compute FP32 = Compute.cpu(Precision.FP32, 1);

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource(ReadingMode.class)
  void gradientsOfEveryParameterEqualTorch(ReadingMode reading) {
    BertFolder folder = still("classifier");
    List<TrainingExample> examples = Golden.examples(reading, folder);
    // A budget that makes several passes of the batch: their gradients add up to the same.
    for (int tokens : new int[] {4096, 40}) {
      try (BertTrainer trainer = trainer(folder, reading, FP32.withTokens(tokens))) {
        double loss = trainer.pass(Golden.batch(examples, 0), true);
        assertThat(loss).isCloseTo(losses(reading.key())[0], near(1e-5));
        requireGradients(trainer.learner(), reading.key());
      }
    }
  }

  @Test
  void gradientsOfMaskedWordsEqualTorch() {
    BertFolder folder = still("pretraining");
    for (int tokens : new int[] {4096, 40}) {
      try (MaskedWordTrainer trainer =
          MaskedWordTrainer.start(folder, Golden.settings(), FP32.withTokens(tokens))) {
        assertThat(trainer.pass(Golden.masked(), true)).isCloseTo(losses("words")[0], near(1e-5));
        requireGradients(trainer.learner(), "words");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ReadingMode.class)
  void twentyStepsFollowTorch(ReadingMode reading) {
    BertFolder folder = still("classifier");
    List<TrainingExample> examples = Golden.examples(reading, folder);
    double[] expected = losses(reading.key());
    double farthest = 0;
    try (BertTrainer trainer = trainer(folder, reading, FP32)) {
      for (int step = 0; step < expected.length; step++) {
        double loss = trainer.step(Golden.batch(examples, step));
        farthest = Math.max(farthest, Math.abs(loss - expected[step]));
      }
      assertThat(trainer.steps()).isEqualTo(expected.length);
    }
    System.out.printf("20 steps, %s: %.2e%n", reading, farthest);
    assertThat(farthest).isLessThan(1e-4);
  }

  @Test
  void twentyStepsOfMaskedWordsFollowTorch() {
    double[] expected = losses("words");
    double farthest = 0;
    try (MaskedWordTrainer trainer =
        MaskedWordTrainer.start(still("pretraining"), Golden.settings(), FP32)) {
      for (double loss : expected) {
        farthest = Math.max(farthest, Math.abs(trainer.step(Golden.masked()) - loss));
      }
    }
    System.out.printf("20 steps, masked words: %.2e%n", farthest);
    assertThat(farthest).isLessThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource(ReadingMode.class)
  void bf16LearnsAsFp32Does(ReadingMode reading) {
    BertFolder folder = still("classifier");
    List<TrainingExample> examples = Golden.examples(reading, folder);
    double[] expected = losses(reading.key());
    try (BertTrainer trainer = trainer(folder, reading, Compute.cpu(Precision.BF16, 1))) {
      for (int step = 0; step < expected.length; step++) {
        assertThat(trainer.step(Golden.batch(examples, step)))
            .isCloseTo(expected[step], near(2e-2));
      }
    }
  }

  @Test
  void aResumedTrainingEndsWithTheSameBits() throws IOException {
    BertFolder folder = Golden.model("classifier"); // with its dropout of 0.1
    Path checkpoints = temporary.resolve("checkpoints");
    Map<String, float[]> whole;
    try (BertTrainer trainer = trainer(folder, ReadingMode.EVIDENCE, FP32)) {
      run(trainer, 0, 8);
      whole = weights(trainer);
    }
    try (BertTrainer trainer = trainer(folder, ReadingMode.EVIDENCE, FP32)) {
      run(trainer, 0, 3);
      trainer.checkpoint(checkpoints, Map.of());
      run(trainer, 3, 5);
      trainer.checkpoint(checkpoints, Map.of("best", "0.5"));
      run(trainer, 5, 6); // lost, as when the process is killed
    }
    Files.createDirectory(checkpoints.resolve("step-00000006.unfinished"));
    try (BertTrainer trainer = trainer(folder, ReadingMode.EVIDENCE, FP32)) {
      assertThat(trainer.resume(checkpoints)).contains(Map.of("best", "0.5"));
      assertThat(trainer.steps()).isEqualTo(5);
      run(trainer, 5, 8);
      assertThat(weights(trainer)).containsExactlyEntriesOf(sameArrays(whole, weights(trainer)));
    }
    assertThat(checkpoints.resolve("step-00000003")).doesNotExist();
  }

  @Test
  void dropoutDrawsFromTheSeed() {
    BertFolder folder = Golden.model("classifier");
    List<TrainingExample> batch = Golden.batch(Golden.examples(ReadingMode.REPORT, folder), 0);
    try (BertTrainer one = trainer(folder, ReadingMode.REPORT, FP32);
        BertTrainer same = trainer(folder, ReadingMode.REPORT, FP32)) {
      double loss = one.step(batch);
      assertThat(same.step(batch)).isEqualTo(loss);
      assertThat(loss).isNotCloseTo(losses("report")[0], near(1e-5));
    }
  }

  @Test
  void refusesACheckpointOfAnotherTraining() {
    BertFolder folder = Golden.model("classifier");
    try (BertTrainer trainer = trainer(folder, ReadingMode.REPORT, FP32)) {
      trainer.checkpoint(temporary, Map.of());
    }
    try (BertTrainer other = trainer(folder, ReadingMode.EVIDENCE, FP32)) {
      assertThatThrownBy(() -> other.resume(temporary))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("is a checkpoint of another training");
    }
  }

  @Test
  void stopsWhenTheGradientIsNoNumber() {
    BertFolder folder = Golden.model("classifier");
    TrainSettings wild = new TrainSettings(0.9, 100, 0, 0, 1e30, 1);
    List<TrainingExample> examples = Golden.examples(ReadingMode.REPORT, folder);
    Map<Finding, Double> endless = Map.of(Finding.EMPHYSEMA, Double.MAX_VALUE);
    try (BertTrainer trainer = BertTrainer.start(folder, ReadingMode.REPORT, endless, wild, FP32)) {
      assertThatThrownBy(() -> trainer.step(examples))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("training ran away at step 1");
    }
  }

  @Test
  void memoryStaysFlatOver100Steps() {
    BertFolder folder = Golden.model("classifier");
    List<TrainingExample> batch = Golden.batch(Golden.examples(ReadingMode.EVIDENCE, folder), 0);
    TrainSettings settings = TrainSettings.of(1e-4, 1000, 1);
    try (BertTrainer trainer =
        BertTrainer.start(folder, ReadingMode.EVIDENCE, Map.of(), settings, FP32)) {
      trainer.step(batch);
      int live = live(trainer);
      for (int i = 0; i < 100; i++) {
        trainer.step(batch);
      }
      assertThat(live(trainer)).isEqualTo(live);
    }
  }

  private static int live(BertTrainer trainer) {
    return trainer.learner().function().manager().getManagedArrays().size()
        + trainer.learner().weights().live();
  }

  private static void run(BertTrainer trainer, int from, int to) {
    List<TrainingExample> examples =
        Golden.examples(ReadingMode.EVIDENCE, Golden.model("classifier"));
    for (int step = from; step < to; step++) {
      trainer.step(Golden.batch(examples, step));
    }
  }

  private static Map<String, float[]> weights(BertTrainer trainer) {
    Parameters parameters = trainer.learner().weights();
    Map<String, float[]> values = new LinkedHashMap<>();
    parameters
        .shapes()
        .forEach(
            (name, shape) -> {
              FloatBuffer buffer = FloatBuffer.allocate((int) TensorSource.size(shape));
              parameters.read(name, buffer);
              values.put(name, buffer.array());
            });
    return values;
  }

  /** The second map's arrays where they hold the first's bits, so that maps compare by identity. */
  private static Map<String, float[]> sameArrays(
      Map<String, float[]> expected, Map<String, float[]> actual) {
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    return actual;
  }

  private void requireGradients(Learner learner, String task) {
    double farthest = 0;
    Map<String, float[]> expected = Golden.gradients(task);
    for (Map.Entry<String, float[]> e : expected.entrySet()) {
      NDArray weight = learner.weights().get(e.getKey());
      if (weight == null) {
        assertThat(e.getKey()).startsWith("cls.seq_relationship");
        continue;
      }
      try (NDArray gradient = weight.getGradient()) {
        farthest = Math.max(farthest, relative(gradient.toFloatArray(), e.getValue()));
      }
    }
    System.out.printf("gradients, %s: %.2e relative%n", task, farthest);
    assertThat(farthest).isLessThan(1e-4);
    assertThat(expected.keySet()).containsAll(learner.weights().shapes().keySet());
  }

  /** Distance over length, as vectors; the biases of keys, whose true gradient is 0, absolutely. */
  private static double relative(float[] actual, float[] expected) {
    double distance = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      distance += Math.pow((double) actual[i] - expected[i], 2);
      length += Math.pow(expected[i], 2);
    }
    return Math.sqrt(distance) / Math.max(Math.sqrt(length), 1e-4);
  }

  private static Offset<Double> near(double offset) {
    return Offset.offset(offset);
  }

  private static double[] losses(String task) {
    JsonNode losses = Golden.TRAINING.path(task).path("losses");
    double[] values = new double[losses.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = losses.get(i).asDouble();
    }
    return values;
  }

  private static BertTrainer trainer(BertFolder folder, ReadingMode reading, Compute compute) {
    return BertTrainer.start(folder, reading, Golden.positive(folder), Golden.settings(), compute);
  }

  /** The folder's model without dropout. */
  private BertFolder still(String name) {
    return Golden.withoutDropout(name, temporary.resolve("still"));
  }
}
