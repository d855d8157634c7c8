package io.shoken.score;

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
  private final int[][] costs;
  private final double ratio;
  private final int beam;
  private int[] row;
  private int[] previous;

  BeamDistance(int[] hypothesis, int[] reference) {
    this.reference = reference;
    this.hypothesis = hypothesis;
    int rows = hypothesis.length;
    ratio = rows > 0 ? (double) reference.length / rows : 1;
    beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    row = new int[reference.length + 1];
    previous = new int[reference.length + 1];
    costs = new int[rows + 1][reference.length + 1];
    Arrays.setAll(costs[0], j -> j);
    for (int i = 1; i <= rows; i++) {
      fill(costs[i], costs[i - 1], hypothesis[i - 1], i);
    }
  }

  int distance() {
    return costs[hypothesis.length][reference.length];
  }

  /**
   * The distance of another order of the same words.
   *
   * @param from the first position that differs from the held hypothesis
   * @param to behind the last one
   */
  int distanceOf(int[] words, int from, int to) {
    int[] before = costs[from];
    for (int i = from + 1; i <= words.length; i++) {
      fill(row, before, words[i - 1], i);
      if (i >= to && offset(i) != INFINITE) {
        return distance() + offset(i);
      }
      before = row;
      row = previous;
      previous = before;
    }
    return before[reference.length];
  }

  /**
   * By how much all costs of the fresh row differ from the held row, INFINITE if not by one amount.
   * Behind the last difference, rows that differ by one amount do so to the end.
   */
  private int offset(int i) {
    int end = end(i);
    int offset = row[start(i)] - costs[i][start(i)];
    for (int j = start(i); j < end; j++) {
      if (row[j] - costs[i][j] != offset || row[j] == INFINITE) {
        return INFINITE;
      }
    }
    return offset;
  }

  private int start(int i) {
    return Math.max(0, (int) Math.floor(i * ratio) - beam);
  }

  private int end(int i) {
    int columns = reference.length + 1;
    return i == hypothesis.length ? columns : Math.min(columns, (int) Math.floor(i * ratio) + beam);
  }

  private void fill(int[] into, int[] above, int word, int i) {
    Arrays.fill(into, INFINITE);
    int end = end(i);
    for (int j = start(i); j < end; j++) {
      int best = above[j] + 1;
      if (j > 0) {
        best = Math.min(best, above[j - 1] + (word == reference[j - 1] ? 0 : 1));
        best = Math.min(best, into[j - 1] + 1);
      }
      into[j] = Math.min(best, INFINITE);
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
      if (costs[i - 1][j - 1] + (equal ? 0 : 1) == costs[i][j]) {
        return equal ? Step.MATCH : Step.SUBSTITUTE;
      }
    }
    return costs[i - 1][j] + 1 == costs[i][j] ? Step.DELETE : Step.INSERT;
  }
}
