package io.shoken.train.linear;

/**
 * A sparse matrix in compressed rows: row {@code r} has the values {@code values[i]} in the columns
 * {@code columns[i]}, for {@code starts[r] <= i < starts[r + 1]}.
 */
final class SparseRows {
  private final int[] starts;
  private final int[] columns;
  private final double[] values;
  private final int width;

  SparseRows(int[] starts, int[] columns, double[] values, int width) {
    this.starts = starts;
    this.columns = columns;
    this.values = values;
    this.width = width;
  }

  int width() {
    return width;
  }

  int height() {
    return starts.length - 1;
  }

  /**
   * The mean of each column and the inverse of its standard deviation (with n - 1), which is 0 for
   * a column that is the same everywhere. The column 0, 0, 3 has mean 1 and deviation 1.73.
   */
  Moments moments() {
    double[] mean = new double[width];
    double[] squares = new double[width];
    for (int i = 0; i < columns.length; i++) {
      mean[columns[i]] += values[i];
      squares[columns[i]] += values[i] * values[i];
    }
    int n = height();
    double[] inverse = new double[width];
    for (int j = 0; j < width; j++) {
      mean[j] /= n;
      double variance = Math.max(0, (squares[j] - n * mean[j] * mean[j]) / Math.max(1, n - 1));
      inverse[j] = variance > 1e-15 ? 1 / Math.sqrt(variance) : 0;
    }
    return new Moments(mean, inverse);
  }

  /** Mean and inverse standard deviation of each column. */
  static final class Moments {
    private final double[] mean;
    private final double[] inverseDeviation;

    private Moments(double[] mean, double[] inverseDeviation) {
      this.mean = mean;
      this.inverseDeviation = inverseDeviation;
    }

    double mean(int column) {
      return mean[column];
    }

    double inverseDeviation(int column) {
      return inverseDeviation[column];
    }
  }

  /** The product of a row with a vector of the matrix's width. */
  double dot(int row, double[] vector) {
    double sum = 0;
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      sum += values[i] * vector[columns[i]];
    }
    return sum;
  }

  /** Adds a multiple of a row to a vector of the matrix's width. */
  void addTo(double[] vector, int row, double factor) {
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      vector[columns[i]] += factor * values[i];
    }
  }
}
