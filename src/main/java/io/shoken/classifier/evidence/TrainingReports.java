package io.shoken.classifier.evidence;

import io.shoken.classifier.statistics.ThresholdCounts;
import java.util.List;
import java.util.function.Supplier;

/**
 * The reports to learn from, in this process ({@link #inMemory}) or on a cluster. The trainer asks
 * only for sums over them, so that they need not be in one place.
 */
public interface TrainingReports {

  /** The number of reports that have each feature. */
  FeatureCounts count(ClauseReader reader);

  /** The reports as sparse vectors, kept until closed. */
  Encoded encode(ClauseReader reader, FeatureVocabulary vocabulary);

  /** How the model decides on these reports at each threshold. */
  ThresholdCounts decisions(EvidenceModel model);

  /** The reports of one fold, or of all others. */
  TrainingReports fold(int fold, boolean inside);

  /** Encoded reports. */
  interface Encoded extends AutoCloseable {
    /** Sum of loss and gradient over all of them. */
    Gradient gradient(Weights weights);

    @Override
    void close();
  }

  /** Reports in this process. */
  static TrainingReports inMemory(List<TrainingReport> reports) {
    return new InMemoryReports(reports);
  }

  /** Runs the fits of a cross-validation; at once where the reports are in this process. */
  default <T> List<T> all(List<Supplier<T>> tasks) {
    return tasks.stream().map(Supplier::get).toList();
  }
}
