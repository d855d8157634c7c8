package io.shoken.classifier.bert.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.classifier.bert.recipe.TrainingHistory.Epoch;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
  @Test
  void comesBackFromItsTextAsItWas() {
    TrainingHistory state = new TrainingHistory(2);
    for (int step = 1; step <= 5; step++) {
      state.add(step, 1.0 / step);
    }
    state.add(new Epoch(3, 0.1, Double.NaN, -0.1));
    state.spend(2.5);
    TrainingHistory again = TrainingHistory.of(state.toSave(), 2);
    assertThat(again.toSave()).isEqualTo(state.toSave());
    assertThat(again.curvePoints()).isEqualTo(state.curvePoints()).hasSize(2);
    assertThat(again.loss()).isEqualTo(0.2);
    assertThat(again.epochPoints()).isEqualTo(state.epochPoints());
    assertThat(TrainingHistory.of(new TrainingHistory(1).toSave(), 1).epochs()).isEmpty();
  }

  @Test
  void theEarlierOfEquallyGoodEpochsIsTheBest() {
    TrainingHistory state = new TrainingHistory(1);
    assertThat(state.best()).isZero();
    for (double score : new double[] {0.1, 0.7, 0.7, 0.3}) {
      state.add(new Epoch(1, 0, 0, score));
    }
    assertThat(state.best()).isEqualTo(2);
  }
}
