package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.console.Progress;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a classifier in a folder of work, where all that it did stays until the caller deletes it:
 * the same call after a kill resumes there. On the same machine with the same threads the weights
 * come out the same, bit for bit in 32 bits.
 */
public final class FineTuning {
  private static final Logger LOG = LoggerFactory.getLogger(FineTuning.class);

  private final FineTuneSettings settings;
  private final Path work;
  private final Progress progress;
  private final LongSupplier nanoTime;

  /**
   * @param work a local folder that nothing else uses
   * @param nanoTime a clock for durations
   */
  public FineTuning(
      FineTuneSettings settings, Path work, Progress progress, LongSupplier nanoTime) {
    this.settings = settings;
    this.work = work;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /**
   * What there is to learn from.
   *
   * @param base the model to start from; empty makes a new one
   * @param baseName of it, for the model's notes
   * @param texts Japanese texts for the vocabulary and for masked words
   * @param training reports to learn findings from
   * @param validation reports to choose the epoch and fit temperature and thresholds by; may be
   *     empty
   * @param dataHash of training and validation
   * @param licence that travels with the data
   * @param origin whatever else the model's notes are to say
   */
  public record Data(
      Optional<Path> base,
      String baseName,
      List<String> texts,
      List<LabelledReport> training,
      List<LabelledReport> validation,
      String dataHash,
      String licence,
      Map<String, String> origin) {}

  /**
   * What came out.
   *
   * @param folder the model with its notes, in the folder of work
   * @param scores on the validation part; empty if there is none
   * @param curve for the run page: lists of numbers by name
   */
  public record Trained(
      Path folder, Optional<ValidationScores> scores, Map<String, List<List<Double>>> curve) {}

  /**
   * Trains, or finishes what an earlier call began.
   *
   * @throws io.shoken.core.UserException (input) if the base is no BERT; (usage) if the training
   *     runs away
   */
  public Trained run(Data data) {
    BertFolder start = start(data);
    int most = Math.min(settings.maxLength(), start.config().positions());
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(start.path());
    Sequences sequences = new Sequences(tokenizer, settings.cut(), most);
    Map<String, List<List<Double>>> curve = new LinkedHashMap<>();
    BertFolder base = start;
    if (settings.pretraining().passes() > 0) {
      MaskedWords masked =
          new MaskedWords(settings, start, sequences.distinct(data.texts()), tokenizer);
      base = masked.train(this::stage, work.resolve("pretrained"), curve);
    }
    Findings findings = new Findings(settings, work, base, sequences, data, tokenizer.signature());
    return findings.train(this::stage, progress, curve);
  }

  private BertFolder start(Data data) {
    if (data.base().isPresent()) {
      BertFolder base = BertFolder.open(data.base().get());
      base.unused().ifPresent(LOG::warn);
      return base;
    }
    Path folder = work.resolve("new");
    return Files.exists(folder)
        ? BertFolder.open(folder)
        : NewModel.create(folder, settings, data.texts());
  }

  /** Makes the training loops, which report progress and save checkpoints alike. */
  @FunctionalInterface
  interface Stages {
    TrainingLoop of(String name, List<Integer> lengths, int batchSize, int epochs);
  }

  private TrainingLoop stage(String name, List<Integer> lengths, int batchSize, int epochs) {
    return new TrainingLoop(
        name,
        work.resolve(name.replace(' ', '-') + "-steps"),
        lengths,
        batchSize,
        epochs,
        settings.seed(),
        settings.checkpoints().every(),
        nanoTime,
        progress);
  }
}
