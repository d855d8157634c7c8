package io.shoken.classifier.evidence;

import io.shoken.classifier.statistics.ThresholdCounts;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the reports to learn from lie: in this process ({@link #inMemory}) or on a cluster. What
 * the trainer needs of them are sums, so it never sees them all at once.
 */
public interface TrainingReports {

  /** In how many reports each feature stands. */
  FeatureCounts count(ClauseReader reader);

  /** The reports as numbers, kept until closed. */
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
