package io.shoken.classifier.bert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.classifier.bert.training.BertTrainer;
import io.shoken.classifier.bert.training.MaskedWordTrainer;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.training.TrainingExample;
import io.shoken.classifier.bert.weights.BertConfig;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders that training writes; {@code src/test/golden/bert_check.py} shows them to transformers.
 */
class SavedModelIT {
  private static final Compute FP32 = Compute.cpu(Precision.FP32, 1);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"classifier", "pretraining", "masked", "bare"})
  void aSavedFolderLoadsWithTheSameLogits(String from) throws IOException {
    BertFolder folder = Golden.model(from);
    Path saved = temporary.resolve("saved");
    List<int[]> rows = Golden.rows(Golden.TRAINING.path("rows"));
    ModelNotes notes =
        new ModelNotes(
            ReadingMode.EVIDENCE,
            "sentence",
            Map.of(Finding.EMPHYSEMA, 0.25),
            1.5,
            "mecab",
            "0123",
            "CC-BY-NC-SA-4.0",
            "tiny",
            Map.of("epochs", "4"));
    float[][] logits;
    try (BertTrainer trainer =
        BertTrainer.start(folder, ReadingMode.REPORT, Map.of(), Golden.settings(), FP32)) {
      trainer.step(Golden.examples(ReadingMode.REPORT, folder));
      logits = trainer.logits(rows);
      trainer.save(saved, notes);
      assertThatThrownBy(() -> trainer.save(saved, notes))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("holds files already");
    }
    BertFolder again = BertFolder.open(saved);
    assertThat(again.notes().threshold(Finding.EMPHYSEMA)).isEqualTo(0.25);
    assertThat(again.notes().threshold(Finding.ATELECTASIS)).isEqualTo(0.5);
    assertThat(again.notes().reading()).isEqualTo(ReadingMode.EVIDENCE);
    assertThat(again.outputs()).isEqualTo(folder.outputs());
    assertThat(Files.exists(saved.resolve("vocab.txt"))).isEqualTo(from.equals("classifier"));
    try (BertModel model = BertModel.load(again, FP32)) {
      assertThat(Golden.farthest(model.logits(rows), logits)).isZero();
    }
  }

  @Test
  void aModelFromNothingLearnsMaskedWordsThenFindings() {
    BertConfig config = BertConfig.ofSize(60, 16, 2, 2);
    Path fresh = temporary.resolve("fresh");
    Path learned = temporary.resolve("learned");
    BertFolder.create(fresh, config, Map.of(), 5);
    TrainSettings fast = new TrainSettings(3e-3, 30, 3, 0.01, 1, 1);
    try (MaskedWordTrainer trainer = MaskedWordTrainer.start(BertFolder.open(fresh), fast, FP32)) {
      double before = trainer.loss(Golden.masked());
      for (int i = 0; i < 30; i++) {
        trainer.step(Golden.masked());
      }
      assertThat(trainer.loss(Golden.masked())).isLessThan(before - 0.5);
      trainer.save(learned, ModelNotes.unknown(ReadingMode.EVIDENCE));
    }
    BertFolder folder = BertFolder.open(learned);
    assertThat(folder.classifies()).isFalse();
    assertThat(folder.outputs()).containsExactly(Finding.values());
    List<TrainingExample> examples = Golden.examples(ReadingMode.EVIDENCE, folder);
    try (BertTrainer trainer =
        BertTrainer.start(folder, ReadingMode.EVIDENCE, Map.of(), fast, FP32)) {
      double before = trainer.loss(examples);
      for (int i = 0; i < 30; i++) {
        trainer.step(examples);
      }
      assertThat(trainer.loss(examples)).isLessThan(before - 0.1);
    }
  }
}
