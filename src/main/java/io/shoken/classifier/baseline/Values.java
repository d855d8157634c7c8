package io.shoken.classifier.baseline;

import org.apache.parquet.example.data.Group;

/**
 * Reads lists, vectors and one-row matrices out of a group, in the layout of Spark's {@code
 * VectorUDT} and {@code MatrixUDT}: type 0 is sparse, 1 dense.
 */
final class Values {
  private static final int SPARSE = 0;

  private Values() {}

  static String[] strings(Group row, String name) {
    Group list = row.getGroup(name, 0);
    String[] strings = new String[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = list.getGroup(0, i).getString(0, 0);
    }
    return strings;
  }

  static long[] longs(Group row, String name) {
    Group list = row.getGroup(name, 0);
    long[] longs = new long[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = list.getGroup(0, i).getLong(0, 0);
    }
    return longs;
  }

  /**
   * A vector as its values.
   *
   * @throws IllegalArgumentException unless it has that size and finite values
   */
  static double[] vector(Group row, String name, int size) {
    Group vector = row.getGroup(name, 0);
    if (vector.getInteger("type", 0) != SPARSE) {
      return finite(name, doubles(vector), size);
    }
    require(name, vector.getInteger("size", 0) == size);
    return finite(name, spread(name, ints(vector, "indices"), doubles(vector), size), size);
  }

  /**
   * A matrix of one row as the values of that row.
   *
   * @throws IllegalArgumentException unless it has one row, that many columns and finite values
   */
  static double[] row(Group row, String name, int columns) {
    Group matrix = row.getGroup(name, 0);
    require(name, matrix.getInteger("numRows", 0) == 1);
    require(name, matrix.getInteger("numCols", 0) == columns);
    if (matrix.getInteger("type", 0) != SPARSE) {
      return finite(name, doubles(matrix), columns);
    }
    int[] at =
        matrix.getBoolean("isTransposed", 0)
            ? ints(matrix, "rowIndices") // of the transposed: the columns of the one row
            : columnsOf(name, ints(matrix, "colPtrs"), columns);
    return finite(name, spread(name, at, doubles(matrix), columns), columns);
  }

  /** The columns that have a value in a compressed matrix of one row. */
  private static int[] columnsOf(String name, int[] starts, int columns) {
    require(name, starts.length == columns + 1 && starts[0] == 0);
    int[] at = new int[columns];
    int n = 0;
    for (int c = 0; c < columns; c++) {
      int here = starts[c + 1] - starts[c];
      require(name, here == 0 || here == 1);
      if (here == 1) {
        at[n++] = c;
      }
    }
    return java.util.Arrays.copyOf(at, n);
  }

  private static double[] spread(String name, int[] at, double[] values, int size) {
    require(name, at.length == values.length);
    double[] dense = new double[size];
    for (int i = 0; i < at.length; i++) {
      require(name, at[i] >= 0 && at[i] < size);
      dense[at[i]] = values[i];
    }
    return dense;
  }

  private static double[] doubles(Group group) {
    Group list = group.getGroup("values", 0);
    double[] doubles = new double[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = list.getGroup(0, i).getDouble(0, 0);
    }
    return doubles;
  }

  private static int[] ints(Group group, String name) {
    Group list = group.getGroup(name, 0);
    int[] ints = new int[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = list.getGroup(0, i).getInteger(0, 0);
    }
    return ints;
  }

  private static double[] finite(String name, double[] values, int size) {
    require(name, values.length == size);
    for (double value : values) {
      require(name, Double.isFinite(value));
    }
    return values;
  }

  private static void require(String name, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException(name + " does not fit the other stages, or is not finite");
    }
  }
}
