package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.training.MaskedText;
import io.shoken.classifier.bert.training.MaskedWordTrainer;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The stage before the findings: a corpus' language by its hidden words. */
final class MaskedWords {
  /** The least id that is a word: special tokens come before, here and in BERT's own files. */
  private static final int FIRST_WORD = 5;

  private final FineTuneSettings settings;
  private final BertFolder start;
  private final List<int[]> sequences;
  private final int mask;

  /**
   * @param sequences distinct ones of the corpus
   */
  MaskedWords(
      FineTuneSettings settings,
      BertFolder start,
      List<int[]> sequences,
      JapaneseBertTokenizer tokenizer) {
    this.settings = settings;
    this.start = start;
    this.sequences = sequences.stream().filter(s -> s.length > 2).toList();
    this.mask = tokenizer.specialId("mask_token");
  }

  /** Trains, or opens what has been trained. */
  BertFolder train(FineTuning.Stages stages, Path target, Map<String, List<List<Double>>> curve) {
    FineTuneSettings.Pretraining how = settings.pretraining();
    List<Integer> lengths = sequences.stream().map(s -> s.length).toList();
    TrainingLoop stage = stages.of("masked words", lengths, how.batchSize(), how.passes());
    TrainSettings rates = settings.pretrainingRates(stage.steps());
    try (MaskedWordTrainer trainer = MaskedWordTrainer.start(start, rates, settings.compute())) {
      TrainingHistory state = stage.run(trainer, this::batch, (epoch, seen) -> {}, seen -> true);
      curve.put("masked_words", state.curvePoints());
      if (!Files.exists(target)) {
        trainer.save(target, ModelNotes.unknown(settings.reading()));
      }
    }
    return BertFolder.open(target);
  }

  private List<MaskedText> batch(List<Integer> texts, int epoch) {
    return texts.stream().map(text -> hidden(text, epoch)).toList();
  }

  /** Hides other words in each pass; they follow from seed, pass and text alone. */
  private MaskedText hidden(int text, int epoch) {
    long seed = (settings.seed() * 1_000_003 + epoch) * 1_000_003 + text;
    return MaskedText.of(
        sequences.get(text),
        mask,
        start.config().vocabulary(),
        FIRST_WORD,
        new SplittableRandom(seed));
  }
}
