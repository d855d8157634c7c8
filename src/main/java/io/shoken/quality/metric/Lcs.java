package io.shoken.quality.metric;

import java.util.Arrays;

/**
 * Longest common subsequences with one fixed sequence, 64 cells of the table at a time (Hyyrö
 * 2004): bit j of a row is 0 where the table grows from column j to j + 1. For one thread.
 */
final class Lcs {
  private final int[] columns;
  private final int words;
  private final long[] masks;

  /**
   * @param columns the fixed sequence, numbers in [0, distinct)
   */
  Lcs(int[] columns, int distinct) {
    this.columns = columns;
    this.words = (columns.length + 63) / 64;
    this.masks = new long[distinct * words];
    for (int j = 0; j < columns.length; j++) {
      masks[columns[j] * words + j / 64] |= 1L << j;
    }
  }

  int length(int[] rows) {
    long[] row = firstRow();
    for (int token : rows) {
      next(row, 0, row, 0, token);
    }
    return growth(row, 0, columns.length);
  }

  private long[] firstRow() {
    long[] row = new long[words];
    Arrays.fill(row, -1);
    return row;
  }

  private void next(long[] from, int fromOffset, long[] to, int toOffset, int token) {
    long carry = 0;
    for (int w = 0; w < words; w++) {
      long v = from[fromOffset + w];
      long mask = masks[token * words + w];
      long u = v & mask;
      long sum = v + u;
      long overflow = Long.compareUnsigned(sum, v) < 0 ? 1 : 0;
      sum += carry;
      carry = overflow | (carry == 1 && sum == 0 ? 1 : 0);
      to[toOffset + w] = sum | (v & ~mask);
    }
  }

  /** The table's value in that row after {@code width} columns. */
  private static int growth(long[] table, int offset, int width) {
    int ones = 0;
    for (int w = 0; w < width / 64; w++) {
      ones += Long.bitCount(table[offset + w]);
    }
    if (width % 64 != 0) {
      ones += Long.bitCount(table[offset + width / 64] << -width);
    }
    return width - ones;
  }

  /**
   * Marks which of {@code rows} belong to one longest common subsequence: of several, the one that
   * rouge-score's walk back through the table meets.
   */
  void mark(int[] rows, boolean[] marked) {
    long[] table = Arrays.copyOf(firstRow(), (rows.length + 1) * words);
    for (int i = 0; i < rows.length; i++) {
      next(table, i * words, table, (i + 1) * words, rows[i]);
    }
    int i = rows.length;
    int j = columns.length;
    while (i > 0 && j > 0) {
      if (rows[i - 1] == columns[j - 1]) {
        marked[--i] = true;
        j--;
      } else if (growth(table, i * words, j - 1) > growth(table, (i - 1) * words, j)) {
        j--;
      } else {
        i--;
      }
    }
  }
}
