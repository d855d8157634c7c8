package io.shoken.japanese;

import java.util.Arrays;

/**
 * The cheapest way to join the words that end at a place to those that begin there. What joining
 * costs depends on contexts alone, so that each pair of contexts is looked at once, however many
 * words share it. Not thread-safe.
 */
final class Joins {
  private final Connections connections;

  private int round;
  private final int[] leftSeen;
  private final int[] leftSlot;
  private int[] leftNode = new int[64];
  private int[] leftRow = new int[64];
  private int[] leftCost = new int[64];
  private int lefts;

  private final int[] rightSeen;
  private final int[] rightSlot;
  private int[] rightContext = new int[64];
  private int[] bestCost = new int[64];
  private int[] bestLeft = new int[64];
  private int rights;

  Joins(Connections connections) {
    this.connections = connections;
    leftSeen = new int[connections.size()];
    leftSlot = new int[connections.size()];
    rightSeen = new int[connections.size()];
    rightSlot = new int[connections.size()];
  }

  void start() {
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(leftSeen, 0);
      Arrays.fill(rightSeen, 0);
      round = 1;
    }
    lefts = 0;
    rights = 0;
  }

  /**
   * Offers a word that ends here. Words are to be added in the order in which equal costs are
   * decided: the earlier wins. A cheaper word with a context seen before takes a later place, as it
   * stands later in that order; the dearer one before it can win nowhere.
   */
  void addLeft(int node, int rightContext, int cost) {
    if (leftSeen[rightContext] == round && leftCost[leftSlot[rightContext]] <= cost) {
      return;
    }
    if (lefts == leftNode.length) {
      growLefts();
    }
    leftSeen[rightContext] = round;
    leftSlot[rightContext] = lefts;
    leftNode[lefts] = node;
    leftRow[lefts] = connections.row(rightContext);
    leftCost[lefts++] = cost;
  }

  void addRight(int leftContext) {
    if (rightSeen[leftContext] == round) {
      return;
    }
    if (rights == rightContext.length) {
      growRights();
    }
    rightSeen[leftContext] = round;
    rightSlot[leftContext] = rights;
    rightContext[rights++] = leftContext;
  }

  void finish() {
    short[] costs = connections.costs();
    int[] right = rightContext;
    int[] best = bestCost;
    int[] from = bestLeft;
    int n = rights;
    Arrays.fill(best, 0, n, Integer.MAX_VALUE);
    for (int l = 0; l < lefts; l++) {
      int row = leftRow[l];
      int soFar = leftCost[l];
      for (int r = 0; r < n; r++) {
        int joined = soFar + costs[row + right[r]];
        if (joined < best[r]) {
          best[r] = joined;
          from[r] = l;
        }
      }
    }
  }

  /** The cost up to and including the join, for a word with this left context. */
  int cost(int leftContext) {
    return bestCost[rightSlot[leftContext]];
  }

  /** The word that it is joined to. */
  int left(int leftContext) {
    return leftNode[bestLeft[rightSlot[leftContext]]];
  }

  private void growLefts() {
    leftNode = Arrays.copyOf(leftNode, 2 * lefts);
    leftRow = Arrays.copyOf(leftRow, 2 * lefts);
    leftCost = Arrays.copyOf(leftCost, 2 * lefts);
  }

  private void growRights() {
    rightContext = Arrays.copyOf(rightContext, 2 * rights);
    bestCost = Arrays.copyOf(bestCost, 2 * rights);
    bestLeft = Arrays.copyOf(bestLeft, 2 * rights);
  }
}
