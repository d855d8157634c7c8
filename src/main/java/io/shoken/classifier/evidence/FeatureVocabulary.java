package io.shoken.classifier.evidence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features that a model knows, sorted, and how it weighs them: by inverse report frequency, as
 * a vector of length 1 for the n-grams of a clause and another of length 1 for its cues. In one
 * vector a handful of cues would weigh nothing against hundreds of n-grams.
 */
public final class FeatureVocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A clause's features: positions in the vocabulary, ascending, and their values. */
  static final class Sparse {
    final int[] at;
    final double[] value;

    Sparse(int[] at, double[] value) {
      this.at = at;
      this.value = value;
    }
  }

  private final long reports;
  private final String[] features;
  private final int[] reportsOf;
  private final HashMap<String, Integer> at;

  /** Features in the order given, with the number of the {@code reports} that each stands in. */
  FeatureVocabulary(long reports, List<String> features, int[] reportsOf) {
    this.reports = reports;
    this.features = features.toArray(new String[0]);
    this.reportsOf = reportsOf.clone();
    this.at = new HashMap<>(features.size() * 2);
    for (int i = 0; i < this.features.length; i++) {
      at.put(this.features[i], i);
    }
  }

  /** The features that stand in enough reports; where they are too many, the most frequent. */
  static FeatureVocabulary of(FeatureCounts counts, EvidenceSettings settings) {
    List<Map.Entry<String, Integer>> kept = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : counts.reportsOf().entrySet()) {
      if (entry.getValue() >= settings.minReports()) {
        kept.add(entry);
      }
    }
    if (kept.size() > settings.maxFeatures()) {
      kept.sort(
          Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()));
      kept = kept.subList(0, settings.maxFeatures());
    }
    List<String> names = kept.stream().map(Map.Entry::getKey).sorted().toList();
    int[] reportsOf = names.stream().mapToInt(counts.reportsOf()::get).toArray();
    return new FeatureVocabulary(counts.reports(), names, reportsOf);
  }

  int size() {
    return features.length;
  }

  long reports() {
    return reports;
  }

  String feature(int i) {
    return features[i];
  }

  int reportsOf(int i) {
    return reportsOf[i];
  }

  /** The vector of a clause with these features; features not known are left out. */
  Sparse encode(Set<String> clause) {
    int[] found = new int[clause.size()];
    int n = 0;
    for (String feature : clause) {
      Integer known = at.get(feature);
      if (known != null) {
        found[n++] = known;
      }
    }
    int[] index = Arrays.copyOf(found, n);
    Arrays.sort(index);
    double[] value = new double[n];
    double ngrams = 0;
    double cues = 0;
    for (int i = 0; i < n; i++) {
      value[i] = Math.log((1.0 + reports) / (1 + reportsOf[index[i]])) + 1;
      if (ClauseReader.isCue(features[index[i]])) {
        cues += value[i] * value[i];
      } else {
        ngrams += value[i] * value[i];
      }
    }
    double ofNgrams = Math.sqrt(ngrams);
    double ofCues = Math.sqrt(cues);
    for (int i = 0; i < n; i++) {
      value[i] /= ClauseReader.isCue(features[index[i]]) ? ofCues : ofNgrams;
    }
    return new Sparse(index, value);
  }
}
