package io.shoken.classifier.evidence;

import io.shoken.classifier.statistics.ThresholdCounts;
import java.util.List;
import java.util.function.Supplier;

/** Training reports in this process. */
record InMemoryReports(List<TrainingReport> reports) implements TrainingReports {

  InMemoryReports {
    reports = List.copyOf(reports);
  }

  @Override
  public FeatureCounts count(ClauseReader reader) {
    return FeatureCounts.of(reader, reports);
  }

  @Override
  public Encoded encode(ClauseReader reader, FeatureVocabulary vocabulary) {
    EncodedReports encoded = EncodedReports.of(reader, vocabulary, reports);
    return new Encoded() {
      @Override
      public Gradient gradient(Weights weights) {
        return encoded.gradient(weights);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public ThresholdCounts decisions(EvidenceModel model) {
    return model.decisions(reports);
  }

  @Override
  public TrainingReports fold(int fold, boolean inside) {
    return new InMemoryReports(reports.stream().filter(r -> (r.fold() == fold) == inside).toList());
  }

  @Override
  public <T> List<T> all(List<Supplier<T>> tasks) {
    // Each fit is a sum in a fixed order on one thread: the result does not depend on the cores.
    return tasks.parallelStream().map(Supplier::get).toList();
  }
}
