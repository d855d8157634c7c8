package io.shoken.classifier.bert.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Token sequences side by side, padded to the longest.
 *
 * @param width positions of a row
 */
public record TokenBlock(int width, List<int[]> rows) {

  public static TokenBlock of(List<int[]> rows) {
    return new TokenBlock(rows.stream().mapToInt(r -> r.length).max().orElseThrow(), rows);
  }

  /** Row after row, each filled up with the padding token. */
  int[] ids(int padId) {
    int[] ids = new int[rows.size() * width];
    Arrays.fill(ids, padId);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, ids, i * width, rows.get(i).length);
    }
    return ids;
  }

  int[] lengths() {
    return rows.stream().mapToInt(r -> r.length).toArray();
  }
}
