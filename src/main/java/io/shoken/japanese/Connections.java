package io.shoken.japanese;

/**
 * What it costs for one word to follow another: by the context on the right of the first and the
 * one on the left of the second.
 */
final class Connections {
  private final int size;
  private final short[] costs;

  Connections(int size, short[] costs) {
    this.size = size;
    this.costs = costs;
  }

  /** How many contexts there are on either side. */
  int size() {
    return size;
  }

  short[] costs() {
    return costs;
  }

  /** Where the costs of what follows a word with this right context start. */
  int row(int right) {
    return right * size;
  }
}
