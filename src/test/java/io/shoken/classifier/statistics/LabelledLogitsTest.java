package io.shoken.classifier.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shoken.classifier.bert.recipe.ValidationScores;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.domain.Finding;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelledLogitsTest {
  private static final int FINDINGS = Finding.values().length;

  /** Labels drawn with the probability that the logit divided by the temperature says. */
  private static LabelledLogits drawn(int reports, double temperature) {
    Random random = new Random(7);
    double[][] logits = new double[reports][FINDINGS];
    boolean[][] labels = new boolean[reports][FINDINGS];
    for (int r = 0; r < reports; r++) {
      for (int k = 0; k < FINDINGS; k++) {
        double z = 2 * random.nextGaussian();
        labels[r][k] = random.nextDouble() < 1 / (1 + Math.exp(-z));
        logits[r][k] = z * temperature;
      }
    }
    return new LabelledLogits(logits, labels);
  }

  @Test
  void theTemperatureUndoesOverconfidence() {
    assertThat(drawn(2000, 3).temperature()).isCloseTo(3, within(0.1));
    assertThat(drawn(2000, 0.5).temperature()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void theTemperatureHasTheLeastLoss() {
    LabelledLogits scored = drawn(50, 2);
    double best = scored.temperature();
    assertThat(scored.loss(best)).isLessThan(scored.loss(best * 1.05));
    assertThat(scored.loss(best)).isLessThan(scored.loss(best / 1.05));
  }

  @Test
  void theLossIsTheMeanCrossEntropy() {
    double[][] logits = new double[1][FINDINGS];
    boolean[][] labels = new boolean[1][FINDINGS];
    logits[0][0] = Math.log(3); // p = 3/4
    labels[0][0] = true;
    double expected = (-Math.log(0.75) + (FINDINGS - 1) * Math.log(2)) / FINDINGS;
    assertThat(new LabelledLogits(logits, labels).loss(1)).isCloseTo(expected, within(1e-12));
  }

  private static Thresholds thresholds(int positivesOfFirst) {
    return new Thresholds(apart(400, positivesOfFirst).decisions(1));
  }

  /** The first finding is told apart at 0.3, all others at 0.6. */
  private static LabelledLogits apart(int reports, int positivesOfFirst) {
    double[][] logits = new double[reports][FINDINGS];
    boolean[][] labels = new boolean[reports][FINDINGS];
    for (int r = 0; r < reports; r++) {
      for (int k = 0; k < FINDINGS; k++) {
        labels[r][k] = k == 0 ? r < positivesOfFirst : r % 2 == 0;
        double p = k == 0 ? (labels[r][k] ? 0.4 : 0.2) : (labels[r][k] ? 0.8 : 0.5);
        logits[r][k] = Math.log(p / (1 - p));
      }
    }
    return new LabelledLogits(logits, labels);
  }

  @Test
  void aFindingWithManyPositivesGetsItsOwnThreshold() {
    Thresholds thresholds = thresholds(200);
    assertThat(thresholds.global()).isBetween(0.5, 0.8);
    Map<Finding, Double> each = thresholds.perFinding(50);
    assertThat(each.get(Finding.MEDICAL_MATERIAL)).isBetween(0.2, 0.4);
    assertThat(each.get(Finding.ARTERIAL_WALL_CALCIFICATION)).isBetween(0.5, 0.8);
  }

  @Test
  void aFindingWithFewPositivesIsDrawnToTheThresholdOfAll() {
    double few = thresholds(3).perFinding(50).get(Finding.MEDICAL_MATERIAL);
    double more = thresholds(60).perFinding(50).get(Finding.MEDICAL_MATERIAL);
    assertThat(few).isGreaterThan(more);
    Thresholds none = thresholds(0);
    assertThat(none.perFinding(0).get(Finding.MEDICAL_MATERIAL))
        .isCloseTo(none.global(), within(1e-4));
  }

  @Test
  void intervalsHoldTheScoreAndNarrowWithMoreReports() {
    ModelNotes notes = ModelNotes.unknown(ReadingMode.REPORT);
    ValidationScores few = ValidationScores.of(drawn(40, 1), notes, 1);
    ValidationScores many = ValidationScores.of(drawn(1000, 1), notes, 1);
    for (ValidationScores scores : new ValidationScores[] {few, many}) {
      assertThat(scores.findings()).hasSize(FINDINGS);
      assertThat(scores.macro().f1()).isBetween(scores.macro().low(), scores.macro().high());
    }
    assertThat(many.macro().high() - many.macro().low())
        .isLessThan((few.macro().high() - few.macro().low()) / 2);
    assertThat(ValidationScores.of(drawn(40, 1), notes, 1)).isEqualTo(few);
  }
}
