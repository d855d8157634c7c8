package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;

import io.shoken.classifier.statistics.NoisyOr;
import io.shoken.classifier.statistics.ThresholdCounts;
import io.shoken.core.UserException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the 18 findings from a Japanese report: {@link #clauses} cuts it, {@link #score} reads one
 * clause, which depends on nothing but the clause, and {@link #pool} joins the scores of a report.
 * Scoring is the costly part, so a caller scores each distinct clause once. Immutable, thread-safe.
 */
public final class EvidenceModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a report says about one finding.
   *
   * @param logit ln(p / (1 - p))
   * @param probability that the report has the finding, 0-1
   * @param clause position in the pooled list of the clause that says it most clearly, the first of
   *     equals; -1 for a report without clauses
   */
  public record Verdict(double logit, double probability, int clause) implements Serializable {}

  private final ClauseReader reader;
  private final FeatureVocabulary vocabulary;
  private final Weights weights;
  private final EvidenceSettings settings;

  EvidenceModel(
      ClauseReader reader,
      FeatureVocabulary vocabulary,
      Weights weights,
      EvidenceSettings settings) {
    this.reader = reader;
    this.vocabulary = vocabulary;
    this.weights = weights;
    this.settings = settings;
  }

  /**
   * Loads a folder that {@link #save} wrote.
   *
   * @throws UserException (INPUT) if a file is missing, broken, too large or does not fit the
   *     others
   */
  public static EvidenceModel load(Path folder) {
    return EvidenceFolder.load(folder);
  }

  /** Whether a folder looks like one of these. */
  public static boolean isFolder(Path folder) {
    return EvidenceFolder.isOne(folder);
  }

  /**
   * Writes {@code settings.json}, {@code vocabulary.tsv}, {@code weights.tsv}, {@code phrases.tsv}
   * and, where it is used, {@code cues.tsv} to an existing folder. Equal models give equal bytes.
   */
  public void save(Path folder) {
    EvidenceFolder.save(this, folder);
  }

  /** The distinct clauses of a text, in order, as they stand in it. */
  public List<String> clauses(String text) {
    return reader.clauses(text);
  }

  /** The logit of each finding for one clause, in the order of {@code Finding}. */
  public double[] score(String clause) {
    FeatureVocabulary.Sparse x = vocabulary.encode(reader.features(clause));
    double[] z = new double[FINDINGS];
    weights.score(x.at, x.value, 0, x.at.length, z);
    return z;
  }

  /** One verdict a finding, from the scores of a report's distinct clauses. */
  public List<Verdict> pool(List<double[]> scores) {
    List<Verdict> verdicts = new ArrayList<>(FINDINGS);
    for (int k = 0; k < FINDINGS; k++) {
      double s = 0;
      int clearest = -1;
      for (int c = 0; c < scores.size(); c++) {
        double z = scores.get(c)[k];
        s += NoisyOr.softplus(z);
        if (clearest < 0 || z > scores.get(clearest)[k]) {
          clearest = c;
        }
      }
      verdicts.add(
          new Verdict(NoisyOr.logit(Math.max(s, NoisyOr.LEAST)), NoisyOr.probability(s), clearest));
    }
    return verdicts;
  }

  /** How this model decides on labelled reports at each threshold. */
  public ThresholdCounts decisions(Iterable<TrainingReport> reports) {
    ThresholdCounts counts = new ThresholdCounts();
    Map<String, double[]> scores = new HashMap<>();
    for (TrainingReport report : reports) {
      List<double[]> scored =
          clauses(report.text()).stream().map(c -> scores.computeIfAbsent(c, this::score)).toList();
      double[] probabilities = pool(scored).stream().mapToDouble(Verdict::probability).toArray();
      counts.add(probabilities, report.labels());
    }
    return counts;
  }

  public EvidenceSettings settings() {
    return settings;
  }

  ClauseReader reader() {
    return reader;
  }

  FeatureVocabulary vocabulary() {
    return vocabulary;
  }

  Weights weights() {
    return weights;
  }
}
