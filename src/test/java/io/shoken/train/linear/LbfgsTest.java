package io.shoken.train.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {
  /** The column 0, 0, 0, 1, 1, 1 next to one that is the same everywhere. */
  private static final SparseRows ROWS =
      new SparseRows(
          new int[] {0, 1, 2, 3, 5, 7, 9},
          new int[] {1, 1, 1, 0, 1, 0, 1, 0, 1},
          new double[] {2, 2, 2, 1, 2, 1, 2, 1, 2},
          2);

  @Test
  void findsTheMinimumOfANarrowValley() {
    Lbfgs.Objective rosenbrock =
        new Lbfgs.Objective() {
          @Override
          public int dimensions() {
            return 2;
          }

          @Override
          public double at(double[] p, double[] gradient) {
            double bend = p[1] - p[0] * p[0];
            gradient[0] = -2 * (1 - p[0]) - 400 * p[0] * bend;
            gradient[1] = 200 * bend;
            return (1 - p[0]) * (1 - p[0]) + 100 * bend * bend;
          }
        };
    double[] point = Lbfgs.minimise(rosenbrock, new double[] {-1.2, 1}, 200, 1e-8);
    assertThat(point[0]).isCloseTo(1, within(1e-6));
    assertThat(point[1]).isCloseTo(1, within(1e-6));
  }

  @Test
  void withoutRegularisationARegressionSaysTheSharesOfEachGroup() {
    boolean[] labels = {true, false, false, true, true, false};
    LogisticLoss loss = new LogisticLoss(ROWS, ROWS.moments(), labels, 0);
    double[] point = Lbfgs.minimise(loss, loss.start(), 100, 1e-9);
    assertThat(loss.intercept(point)).isCloseTo(Math.log(0.5), within(1e-5));
    assertThat(loss.weights(point)[0]).isCloseTo(Math.log(4), within(1e-5));
    assertThat(loss.weights(point)[1]).isZero();
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    boolean[] labels = {true, false, false, true, true, false};
    LogisticLoss loss = new LogisticLoss(ROWS, ROWS.moments(), labels, 0.3);
    double[] point = {0.4, -0.2, 0.1};
    double[] gradient = new double[3];
    loss.at(point, gradient);
    for (int j = 0; j < 3; j++) {
      double[] up = point.clone();
      double[] down = point.clone();
      up[j] += 1e-5;
      down[j] -= 1e-5;
      double slope = (loss.at(up, new double[3]) - loss.at(down, new double[3])) / 2e-5;
      assertThat(gradient[j]).isCloseTo(slope, within(1e-8));
    }
  }
}
