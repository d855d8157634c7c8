package io.shoken.quality.metric;

import java.util.Arrays;

/**
 * Levenshtein distance within a beam around the diagonal, as sacreBLEU's TER takes it. It holds the
 * matrix of one hypothesis, and gives the distance of a rearranged one without computing again what
 * both have in common. For one thread.
 */
final class BeamDistance {
  private static final int BEAM = 25;
  private static final int INFINITE = 1 << 29;

  /** One step of the cheapest way from hypothesis to reference. */
  enum Step {
    MATCH,
    SUBSTITUTE,
    DELETE,
    INSERT
  }

  private final int[] reference;
  private final int[] hypothesis;
  // Row i holds the columns from start(i) to end(i); all others are infinite.
  private final int[][] costs;
  private final double ratio;
  private final int beam;

  BeamDistance(int[] hypothesis, int[] reference) {
    this.reference = reference;
    this.hypothesis = hypothesis;
    int rows = hypothesis.length;
    ratio = rows > 0 ? (double) reference.length / rows : 1;
    beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    costs = new int[rows + 1][];
    costs[0] = new int[reference.length + 1];
    Arrays.setAll(costs[0], j -> j);
    for (int i = 1; i <= rows; i++) {
      costs[i] = new int[end(i) - start(i)];
      fill(costs[i], costs[i - 1], hypothesis[i - 1], i);
    }
  }

  int distance() {
    return last(costs[hypothesis.length]);
  }

  private int last(int[] lastRow) {
    return lastRow[reference.length - start(hypothesis.length)];
  }

  /**
   * The distance of another order of the same words.
   *
   * @param from the first position that differs from the held hypothesis
   * @param to behind the last one
   */
  int distanceOf(int[] words, int from, int to) {
    int[] above = costs[from];
    for (int i = from + 1; i <= words.length; i++) {
      int[] row = new int[costs[i].length];
      fill(row, above, words[i - 1], i);
      if (i >= to) {
        int offset = offset(row, costs[i]);
        if (offset != INFINITE) {
          return distance() + offset;
        }
      }
      above = row;
    }
    return last(above);
  }

  /**
   * By how much all costs of a row differ from the held row, INFINITE if not by one amount. Behind
   * the last difference of the words, rows that differ by one amount do so to the end.
   */
  private static int offset(int[] row, int[] held) {
    int offset = row[0] - held[0];
    for (int j = 0; j < row.length; j++) {
      if (row[j] - held[j] != offset || row[j] == INFINITE) {
        return INFINITE;
      }
    }
    return offset;
  }

  private int start(int i) {
    return i == 0 ? 0 : Math.max(0, (int) Math.floor(i * ratio) - beam);
  }

  private int end(int i) {
    int columns = reference.length + 1;
    return i == 0 || i == hypothesis.length
        ? columns
        : Math.min(columns, (int) Math.floor(i * ratio) + beam);
  }

  private int cost(int i, int j) {
    return j < start(i) || j >= end(i) ? INFINITE : costs[i][j - start(i)];
  }

  private void fill(int[] row, int[] above, int word, int i) {
    int start = start(i);
    int shift = start - start(i - 1);
    int left = INFINITE;
    int diagonal = shift > 0 && shift <= above.length ? above[shift - 1] : INFINITE;
    for (int k = 0; k < row.length; k++) {
      int up = k + shift < above.length ? above[k + shift] : INFINITE;
      int best = Math.min(INFINITE, Math.min(up, left) + 1);
      if (start + k > 0) {
        best = Math.min(best, diagonal + (word == reference[start + k - 1] ? 0 : 1));
      }
      row[k] = best;
      left = best;
      diagonal = up;
    }
  }

  /** The steps of the cheapest way in order; of several, match and substitute, then delete. */
  Step[] steps() {
    Step[] backwards = new Step[hypothesis.length + reference.length];
    int n = 0;
    int i = hypothesis.length;
    int j = reference.length;
    while (i > 0 || j > 0) {
      Step step = stepInto(i, j);
      backwards[n++] = step;
      i -= step == Step.INSERT ? 0 : 1;
      j -= step == Step.DELETE ? 0 : 1;
    }
    Step[] steps = new Step[n];
    Arrays.setAll(steps, k -> backwards[steps.length - 1 - k]);
    return steps;
  }

  private Step stepInto(int i, int j) {
    if (i == 0) {
      return Step.INSERT;
    }
    if (j > 0) {
      boolean equal = hypothesis[i - 1] == reference[j - 1];
      if (cost(i - 1, j - 1) + (equal ? 0 : 1) == cost(i, j)) {
        return equal ? Step.MATCH : Step.SUBSTITUTE;
      }
    }
    return cost(i - 1, j) + 1 == cost(i, j) ? Step.DELETE : Step.INSERT;
  }
}
