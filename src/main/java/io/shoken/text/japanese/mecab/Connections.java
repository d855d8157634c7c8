package io.shoken.text.japanese.mecab;

/**
 * What it costs for one word to follow another: by the class of the context on the right of the
 * first and that on the left of the second. Class 0 is the boundary of a text on both sides.
 */
final class Connections {
  private final int lefts;
  private final short[] costs;

  /**
   * @param lefts how many left classes there are
   * @param costs a row of that length for each right class
   */
  Connections(int lefts, short[] costs) {
    this.lefts = lefts;
    this.costs = costs;
  }

  /** Where the costs of what follows a word with this right context start. */
  int row(int right) {
    return right * lefts;
  }

  short[] costs() {
    return costs;
  }
}
