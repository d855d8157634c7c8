package io.shoken.classifier.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NoisyOrTest {

  @Test
  void softplusHoldsAtEveryScale() {
    assertThat(NoisyOr.softplus(0)).isEqualTo(Math.log(2));
    assertThat(NoisyOr.softplus(800)).isEqualTo(800);
    assertThat(NoisyOr.softplus(-20) / Math.exp(-20)).isCloseTo(1, within(1e-8));
    assertThat(NoisyOr.softplus(-800)).isZero();
  }

  @Test
  void softplusIsExactToTheLastPlaces() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double z = 40 * random.nextGaussian();
      double exact = Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
      assertThat(NoisyOr.softplus(z)).isCloseTo(exact, within(4 * Math.ulp(exact)));
    }
  }

  @Test
  void logitAndProbabilityAgree() {
    for (double s : new double[] {1e-6, 0.1, 1, 5, 29.9, 30.1}) {
      assertThat(NoisyOr.sigmoid(NoisyOr.logit(s)))
          .isCloseTo(NoisyOr.probability(s), within(1e-12));
    }
  }

  @Test
  void oneClauseIsLogisticRegression() {
    double z = 0.7;
    assertThat(NoisyOr.probability(NoisyOr.softplus(z)))
        .isCloseTo(NoisyOr.sigmoid(z), within(1e-12));
    assertThat(NoisyOr.logit(NoisyOr.softplus(z))).isCloseTo(z, within(1e-12));
  }

  @Test
  void twoPartsSayMoreThanEach() {
    double s = NoisyOr.softplus(-1) + NoisyOr.softplus(0.5);
    assertThat(s).isCloseTo(1.287, within(5e-4));
    assertThat(NoisyOr.probability(s)).isCloseTo(0.724, within(5e-4));
  }

  @Test
  void aReportWithoutClausesHasAFiniteLoss() {
    assertThat(NoisyOr.logit(NoisyOr.LEAST)).isFinite();
    assertThat(NoisyOr.loss(0, true)).isFinite();
    assertThat(NoisyOr.slope(0, true)).isFinite();
  }
}
