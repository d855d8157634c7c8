package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoolTest {

  @Test
  void softplusHoldsAtEveryScale() {
    assertThat(Pool.softplus(0)).isEqualTo(Math.log(2));
    assertThat(Pool.softplus(800)).isEqualTo(800);
    assertThat(Pool.softplus(-20) / Math.exp(-20)).isCloseTo(1, within(1e-8));
    assertThat(Pool.softplus(-800)).isZero();
  }

  @Test
  void logitAndProbabilityAgree() {
    for (double s : new double[] {1e-6, 0.1, 1, 5, 29.9, 30.1}) {
      assertThat(Pool.sigmoid(Pool.logit(s))).isCloseTo(Pool.probability(s), within(1e-12));
    }
  }

  @Test
  void oneClauseIsLogisticRegression() {
    double z = 0.7;
    assertThat(Pool.probability(Pool.softplus(z))).isCloseTo(Pool.sigmoid(z), within(1e-12));
    assertThat(Pool.logit(Pool.softplus(z))).isCloseTo(z, within(1e-12));
  }

  @Test
  void aReportWithoutClausesHasAFiniteLogit() {
    assertThat(Pool.logit(0)).isFinite();
    assertThat(Pool.loss(0, true)).isFinite();
    assertThat(Pool.slope(0, true)).isFinite();
  }
}
