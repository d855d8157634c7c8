package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.statistics.F1;
import io.shoken.classifier.statistics.LabelledLogits;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * F1 on the validation part, for a model's card. It is optimistic, since the same reports chose the
 * epoch and the thresholds; {@code evaluate} on other reports is not.
 *
 * @param macro over the findings
 * @param findings in file order
 */
public record ValidationScores(int reports, Score macro, List<Score> findings) {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /**
   * An F1 with the middle 95 % of a bootstrap over reports.
   *
   * @param positives reports that have the finding; for the macro score, of all findings
   */
  public record Score(int positives, double f1, double low, double high) {}

  public static ValidationScores of(LabelledLogits scored, ModelNotes notes, long seed) {
    boolean[][] decisions = decisions(scored, notes);
    int[] all = new int[scored.reports()];
    Arrays.setAll(all, r -> r);
    List<int[]> resamples = resamples(all.length, seed);
    List<Score> findings = new ArrayList<>();
    int positives = 0;
    for (int i = 0; i < Finding.values().length; i++) {
      int k = i;
      Score score = score(positives(scored, k), all, resamples, s -> f1(scored, decisions, s, k));
      positives += score.positives();
      findings.add(score);
    }
    Score macro = score(positives, all, resamples, s -> macro(scored, decisions, s));
    return new ValidationScores(scored.reports(), macro, List.copyOf(findings));
  }

  private static boolean[][] decisions(LabelledLogits scored, ModelNotes notes) {
    double[][] p = scored.probabilities(notes.temperature());
    List<Finding> findings = List.of(Finding.values());
    boolean[][] decisions = new boolean[p.length][findings.size()];
    for (int r = 0; r < p.length; r++) {
      for (int k = 0; k < findings.size(); k++) {
        decisions[r][k] = p[r][k] >= notes.threshold(findings.get(k));
      }
    }
    return decisions;
  }

  private static List<int[]> resamples(int reports, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> resamples = new ArrayList<>();
    for (int i = 0; i < RESAMPLES; i++) {
      resamples.add(random.ints(reports, 0, reports).toArray());
    }
    return resamples;
  }

  private static Score score(
      int positives, int[] all, List<int[]> resamples, ToDoubleFunction<int[]> f1) {
    double[] sorted = resamples.stream().mapToDouble(f1).sorted().toArray();
    int low = (int) Math.floor(TAIL * (sorted.length - 1));
    return new Score(
        positives, f1.applyAsDouble(all), sorted[low], sorted[sorted.length - 1 - low]);
  }

  private static int positives(LabelledLogits scored, int finding) {
    int positives = 0;
    for (int r = 0; r < scored.reports(); r++) {
      positives += scored.has(r, finding) ? 1 : 0;
    }
    return positives;
  }

  private static double macro(LabelledLogits scored, boolean[][] decisions, int[] sample) {
    double sum = 0;
    for (int k = 0; k < decisions[0].length; k++) {
      sum += f1(scored, decisions, sample, k);
    }
    return sum / decisions[0].length;
  }

  private static double f1(
      LabelledLogits scored, boolean[][] decisions, int[] sample, int finding) {
    int hits = 0;
    int found = 0;
    int positives = 0;
    for (int r : sample) {
      boolean has = scored.has(r, finding);
      hits += has && decisions[r][finding] ? 1 : 0;
      found += decisions[r][finding] ? 1 : 0;
      positives += has ? 1 : 0;
    }
    return F1.of(hits, found, positives);
  }
}
