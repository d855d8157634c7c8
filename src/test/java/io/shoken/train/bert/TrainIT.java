package io.shoken.train.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.classifier.bert.recipe.FineTuneSettings;
import io.shoken.classifier.bert.recipe.TinySettings;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import io.shoken.predict.Predict;
import io.shoken.predict.PredictOptions;
import io.shoken.testkit.TestWarehouse;
import io.shoken.testkit.TinyBert;
import io.shoken.train.TrainingTable;
import io.shoken.warehouse.Step.Outcome;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainIT {
  @TempDir Path folder;
  private TestWarehouse warehouse;
  private Path out;

  @BeforeEach
  void fill() {
    warehouse = TestWarehouse.ofTwoSplits(folder.resolve("warehouse"));
    out = folder.resolve("model");
  }

  @Test
  void aModelFromNothingIsMadeOnceAndPredicts() throws IOException {
    FineTuneSettings settings = TinySettings.of(3, ReadingMode.EVIDENCE, 0.2);
    Train train = step(settings, Optional.empty(), Optional.empty());
    assertThat(warehouse.run(train)).isEqualTo(Outcome.DONE);
    Object id = warehouse.manifest().notes().get("model_id");
    ModelNotes notes = io.shoken.classifier.bert.weights.BertFolder.open(out).notes();
    assertThat(notes.reading()).isEqualTo(ReadingMode.EVIDENCE);
    assertThat(notes.passages()).isEqualTo("sentence");
    assertThat(notes.thresholds()).hasSize(Finding.values().length);
    assertThat(notes.settings()).containsEntry("label_source", "test");
    assertThat(Files.readString(out.resolve("README.md")))
        .contains("| macro | ", "made from nothing", "CC BY-NC-SA 4.0", notes.trainingData());
    assertThat(Files.readAllLines(out.resolve("training_texts.tsv"))).hasSize(61);
    assertThat(folder.resolve("model.checkpoint")).doesNotExist();
    assertThat(warehouse.manifest().notes().get("loss_curve"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("masked_words", "findings", "validation");

    assertThat(warehouse.run(predict())).isEqualTo(Outcome.DONE);
    assertThat(warehouse.manifest().notes()).containsEntry("model_id", id);
    assertThat(warehouse.manifest().counts()).containsEntry("out", 20L);
    assertThat(warehouse.run(step(settings, Optional.empty(), Optional.empty())))
        .isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  void aFoldIsThePartThatTrainLinearLeavesOutAndIsPredicted() throws IOException {
    warehouse.run(
        step(
            TinySettings.of(1, ReadingMode.EVIDENCE, 0.2),
            Optional.empty(),
            Optional.of(new TrainOptions.Fold(2, 3))));
    String id = (String) warehouse.manifest().notes().get("model_id");
    Set<String> predicted =
        new TreeSet<>(
            warehouse
                .warehouse()
                .read(Table.PREDICTIONS)
                .where("model_id = '" + id + "'")
                .select("text_hash")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    assertThat(predicted).hasSize(20).isEqualTo(partOfTrainLinear(1, 3));
    assertThat(Files.readAllLines(out.resolve("training_texts.tsv")))
        .hasSize(41)
        .doesNotContainAnyElementsOf(predicted);
    assertThat(Files.readString(out.resolve("README.md"))).contains("without part 2 of 3");
  }

  private Set<String> partOfTrainLinear(int part, int parts) {
    Map<String, Integer> folds =
        TrainingTable.folds(
            TrainingTable.of(
                warehouse.warehouse(),
                new io.shoken.warehouse.JapaneseTexts(warehouse.warehouse(), TestWarehouse.ANY)
                    .read(),
                "test",
                List.of("train")),
            parts,
            1);
    Set<String> hashes = new TreeSet<>();
    folds.forEach(
        (hash, fold) -> {
          if (fold == part) {
            hashes.add(hash);
          }
        });
    return hashes;
  }

  @Test
  void aFolderIsFineTunedWholeReportsAtATime() {
    TinyBert base = TinyBert.write(folder.resolve("base"));
    FineTuneSettings settings = TinySettings.ofModel(2, ReadingMode.REPORT, 0);
    Train train = step(settings, Optional.of(base.path().toString()), Optional.empty());
    assertThat(warehouse.run(train)).isEqualTo(Outcome.DONE);
    ModelNotes notes = io.shoken.classifier.bert.weights.BertFolder.open(out).notes();
    assertThat(notes.baseModel()).isEqualTo("base");
    assertThat(notes.temperature()).isEqualTo(1);
    assertThat(notes.threshold(Finding.EMPHYSEMA)).isEqualTo(0.5);
    assertThat(notes.settings()).containsEntry("epoch", "2");
    assertThat(out.resolve("README.md")).content().contains("No part was kept to validate by.");
  }

  @Test
  void keepsAFolderThatIsNoModel() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "mine");
    assertThatThrownBy(
            () ->
                warehouse.run(
                    step(
                        TinySettings.of(1, ReadingMode.EVIDENCE, 0.2),
                        Optional.empty(),
                        Optional.empty())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("exists and is no model folder");
    assertThat(out.resolve("thesis.txt")).hasContent("mine");
    assertThat(folder.resolve("model.checkpoint")).doesNotExist();
  }

  @Test
  void refusesWhatCannotBeTrained() {
    assertThatThrownBy(
            () ->
                step(
                        TinySettings.of(1, ReadingMode.EVIDENCE, 0),
                        Optional.of("none"),
                        Optional.empty())
                    .fingerprint(warehouse.warehouse()))
        .hasMessageContaining("none does not exist; expected a Hugging Face folder with a BERT");
    assertThatThrownBy(() -> TrainOptions.Fold.parse("6/5"))
        .hasMessage("--fold is 6/5; write it as part/parts with 2 to 20 parts, such as 1/5");
    assertThatThrownBy(
            () ->
                new TrainOptions(
                    Optional.empty(),
                    Optional.empty(),
                    "x",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("train needs --model DIR to start from a model, or --preset NAME");
  }

  private Train step(
      FineTuneSettings settings, Optional<String> model, Optional<TrainOptions.Fold> fold) {
    return new Train(
        settings,
        ReadingSettings.DEFAULT,
        new TrainOptions(
            model,
            Optional.of("tiny"),
            out.toString(),
            Optional.empty(),
            List.of(),
            fold,
            Optional.empty()),
        TestWarehouse.ANY,
        "test");
  }

  private Predict predict() {
    return new Predict(
        new PredictOptions(out.toString(), List.of("valid")),
        ReadingSettings.DEFAULT,
        TestWarehouse.ANY,
        table -> {});
  }
}
