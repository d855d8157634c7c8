package io.shoken.text.japanese.mecab;

import java.util.Arrays;

/** The nodes that end at one place; a word that begins there is joined to the cheapest. */
final class EndingNodes {
  private final short[] connections;
  private int[] nodes = new int[64];
  private int[] rows = new int[64];
  private int[] costs = new int[64];
  private int size;

  EndingNodes(Connections connections) {
    this.connections = connections.costs();
  }

  void clear() {
    size = 0;
  }

  /** Adds the nodes of this span, in the order in which equal costs are decided. */
  void add(int from, int to, int[] row, int[] cost) {
    if (size + to - from > nodes.length) {
      grow(2 * (size + to - from));
    }
    for (int node = from; node < to; node++) {
      nodes[size] = node;
      rows[size] = row[node];
      costs[size++] = cost[node];
    }
  }

  private void grow(int length) {
    nodes = Arrays.copyOf(nodes, length);
    rows = Arrays.copyOf(rows, length);
    costs = Arrays.copyOf(costs, length);
  }

  /**
   * The node to which it is cheapest to join one with this left context, as the cost up to and
   * including the join and, in the lower half, which one: the first where costs are equal.
   */
  long cheapest(int context) {
    short[] table = connections;
    int[] from = rows;
    int[] soFar = costs;
    long cheapest = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      long joined = (long) soFar[i] + table[from[i] + context];
      cheapest = Math.min(cheapest, joined << Integer.SIZE | i);
    }
    return cheapest;
  }

  /** The cost in an answer of {@link #cheapest}. */
  static int cost(long cheapest) {
    return (int) (cheapest >> Integer.SIZE);
  }

  /** The node in an answer of {@link #cheapest}. */
  int node(long cheapest) {
    return nodes[(int) cheapest];
  }

  /** The node that is cheapest so far, whatever follows. */
  int cheapestSoFar() {
    int best = 0;
    for (int i = 1; i < size; i++) {
      best = costs[i] < costs[best] ? i : best;
    }
    return nodes[best];
  }
}
