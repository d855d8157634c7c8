package io.shoken.classifier.evidence;

import io.shoken.domain.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** F1 of decisions, small enough to be seen through: the product's own figures are tested apart. */
final class F1Scores {
  private final int[] tp = new int[Weights.FINDINGS];
  private final int[] wrong = new int[Weights.FINDINGS];
  private int exact;
  private int reports;

  void add(EvidenceTrainer.Trained trained, TrainingReport report) {
    EvidenceModel model = trained.model();
    List<EvidenceModel.Verdict> verdicts =
        model.pool(model.clauses(report.text()).stream().map(model::score).toList());
    boolean all = true;
    for (int k = 0; k < Weights.FINDINGS; k++) {
      boolean decided = verdicts.get(k).probability() >= trained.threshold();
      tp[k] += decided && report.has(k) ? 1 : 0;
      wrong[k] += decided != report.has(k) ? 1 : 0;
      all &= decided == report.has(k);
    }
    exact += all ? 1 : 0;
    reports++;
  }

  private double f1(int k) {
    return 2.0 * tp[k] / (2.0 * tp[k] + wrong[k]);
  }

  double macroF1() {
    return IntStream.range(0, Weights.FINDINGS).mapToDouble(this::f1).average().orElseThrow();
  }

  private double microF1() {
    double found = 2.0 * IntStream.of(tp).sum();
    return found / (found + IntStream.of(wrong).sum());
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "macro F1 %.4f, micro F1 %.4f, exact match %.3f",
                macroF1(),
                microF1(),
                (double) exact / reports));
    for (Finding finding : Finding.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %-36s %.3f",
              finding.label(),
              f1(Finding.labels().indexOf(finding.label()))));
    }
    return text.toString();
  }
}
