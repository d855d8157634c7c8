package io.shoken.classifier.evidence;

import io.shoken.classifier.split.Folds;
import io.shoken.classifier.statistics.ThresholdCounts;
import io.shoken.classifier.statistics.Thresholds;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Learns an evidence model: the mean cross-entropy of the pooled probabilities plus a decay, by
 * full-batch Adam from zero weights. No randomness: equal reports give an equal model.
 */
public final class EvidenceTrainer {

  /**
   * What training gives.
   *
   * @param threshold at or above which a probability means the finding, fitted by cross-validation
   *     inside the training reports
   */
  public record Trained(EvidenceModel model, double threshold) {}

  private final EvidenceSettings settings;
  private final IntConsumer passDone;

  /**
   * @param passDone called with 1 after each pass, possibly from several threads; a training has
   *     {@link #passes} of them
   */
  public EvidenceTrainer(EvidenceSettings settings, IntConsumer passDone) {
    this.settings = settings;
    this.passDone = passDone;
  }

  public EvidenceTrainer(EvidenceSettings settings) {
    this(settings, n -> {});
  }

  /** Passes over the reports that one training makes, the threshold's cross-validation included. */
  public int passes() {
    return (settings.thresholdFolds() + 1) * settings.passes();
  }

  /**
   * Trains on all the reports; their folds (0 to {@code thresholdFolds} - 1, see {@link Folds}) are
   * used for the threshold only.
   */
  public Trained train(TrainingReports reports) {
    List<Supplier<Object>> tasks =
        IntStream.rangeClosed(-1, settings.thresholdFolds() - 1)
            .<Supplier<Object>>mapToObj(
                f -> () -> f < 0 ? fit(reports) : decisionsOnFold(reports, f))
            .toList();
    List<Object> done = reports.all(tasks);
    ThresholdCounts counts = new ThresholdCounts();
    done.stream().skip(1).forEach(c -> counts.plus((ThresholdCounts) c));
    return new Trained((EvidenceModel) done.get(0), new Thresholds(counts).global());
  }

  private ThresholdCounts decisionsOnFold(TrainingReports reports, int fold) {
    return reports.fold(fold, true).decisions(fit(reports.fold(fold, false)));
  }

  /** One model from all the reports, without a threshold. */
  public EvidenceModel fit(TrainingReports reports) {
    ClauseReader reader = ClauseReader.standard(settings);
    FeatureVocabulary vocabulary = FeatureVocabulary.of(reports.count(reader), settings);
    Weights weights = Weights.initial(vocabulary.size(), settings.bias());
    Adam adam = new Adam(weights, settings);
    try (TrainingReports.Encoded encoded = reports.encode(reader, vocabulary)) {
      for (int pass = 0; pass < settings.passes(); pass++) {
        adam.step(encoded.gradient(weights));
        passDone.accept(1);
      }
    }
    return new EvidenceModel(reader, vocabulary, weights.rounded(), settings);
  }
}
