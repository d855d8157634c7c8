package io.shoken.train.linear;

import io.shoken.classifier.statistics.NoisyOr;
import java.util.Arrays;

/**
 * The loss of a logistic regression, as MLlib defines it: mean cross-entropy + regularisation / 2 x
 * the sum of squared weights, where weights are those of columns scaled to unit variance and the
 * intercept is free. With all weights 0 and as many positive as negative rows it is ln 2 = 0.693.
 *
 * <p>A point has a weight for each column and then the intercept. Columns are also centred, which
 * moves only the intercept at the optimum and lets a solver get there in fewer steps; {@link
 * #weights} and {@link #intercept} say the point in terms of the columns as they are.
 */
final class LogisticLoss implements Lbfgs.Objective {
  private final SparseRows rows;
  private final SparseRows.Moments moments;
  private final boolean[] labels;
  private final double regularisation;

  LogisticLoss(
      SparseRows rows, SparseRows.Moments moments, boolean[] labels, double regularisation) {
    this.rows = rows;
    this.moments = moments;
    this.labels = labels;
    this.regularisation = regularisation;
  }

  @Override
  public int dimensions() {
    return rows.width() + 1;
  }

  @Override
  public double at(double[] point, double[] gradient) {
    int width = rows.width();
    double[] weights = weights(point);
    double intercept = intercept(point);
    Arrays.fill(gradient, 0);
    double loss = 0;
    double residuals = 0;
    int n = rows.height();
    for (int r = 0; r < n; r++) {
      double margin = rows.dot(r, weights) + intercept;
      double residual = (NoisyOr.sigmoid(margin) - (labels[r] ? 1 : 0)) / n;
      loss += NoisyOr.softplus(labels[r] ? -margin : margin) / n;
      rows.addTo(gradient, r, residual);
      residuals += residual;
    }
    double squares = 0;
    for (int j = 0; j < width; j++) {
      gradient[j] =
          (gradient[j] - residuals * moments.mean(j)) * moments.inverseDeviation(j)
              + regularisation * point[j];
      squares += point[j] * point[j];
    }
    gradient[width] = residuals;
    return loss + regularisation / 2 * squares;
  }

  /** The weights of the columns as they are. */
  double[] weights(double[] point) {
    double[] weights = new double[rows.width()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = point[j] * moments.inverseDeviation(j);
    }
    return weights;
  }

  /** The intercept to the columns as they are. */
  double intercept(double[] point) {
    double intercept = point[rows.width()];
    for (int j = 0; j < rows.width(); j++) {
      intercept -= point[j] * moments.inverseDeviation(j) * moments.mean(j);
    }
    return intercept;
  }

  /** Where to begin: no weights, and the intercept that says the share of positive rows. */
  double[] start() {
    int positive = 0;
    for (boolean label : labels) {
      positive += label ? 1 : 0;
    }
    double[] start = new double[dimensions()];
    // Half a row more of either label, so that a label that all rows have has a finite logit.
    start[rows.width()] = Math.log((positive + 0.5) / (labels.length - positive + 0.5));
    return start;
  }
}
