package io.shoken.classifier.evidence;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The number of reports that have each feature. Counts of two parts of a corpus add up. */
public final class FeatureCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Integer> reportsOf = new HashMap<>();
  private long reports;

  /** Counts one report's clauses. */
  void add(ClauseReader reader, String text) {
    Set<String> features = new HashSet<>();
    for (String clause : reader.clauses(text)) {
      features.addAll(reader.features(clause));
    }
    features.forEach(f -> reportsOf.merge(f, 1, Integer::sum));
    reports++;
  }

  /** The counts of some reports. */
  public static FeatureCounts of(ClauseReader reader, Iterable<TrainingReport> reports) {
    FeatureCounts counts = new FeatureCounts();
    reports.forEach(r -> counts.add(reader, r.text()));
    return counts;
  }

  /** Adds the other's counts to this and returns this. */
  public FeatureCounts plus(FeatureCounts other) {
    other.reportsOf.forEach((f, n) -> reportsOf.merge(f, n, Integer::sum));
    reports += other.reports;
    return this;
  }

  long reports() {
    return reports;
  }

  Map<String, Integer> reportsOf() {
    return reportsOf;
  }
}
