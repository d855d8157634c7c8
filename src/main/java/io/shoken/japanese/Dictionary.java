package io.shoken.japanese;

/**
 * One edition's words, unknown-word rules and connection costs, in arrays. Immutable.
 *
 * <p>Words are entries: entry {@code e} has a context on its left and one on its right, packed in
 * {@code contexts[e]}, and a cost in {@code costs[e]}. The entries of one surface stand together
 * after a head entry whose {@code contexts} is their number; a surface is known by its head.
 */
final class Dictionary {

  /** The context at both ends of a text. */
  static final int BOUNDARY = 0;

  static int pack(int left, int right) {
    return left << 16 | right;
  }

  static int left(int context) {
    return context >>> 16;
  }

  static int right(int context) {
    return context & 0xffff;
  }

  private final WordTrie trie;
  private final int[] contexts;
  private final short[] costs;
  private final CharClasses classes;
  private final Connections connections;
  private final boolean swapsDashes;

  Dictionary(
      WordTrie trie,
      Entries entries,
      CharClasses classes,
      Connections connections,
      boolean swapsDashes) {
    this.trie = trie;
    this.contexts = entries.contexts();
    this.costs = entries.costs();
    this.classes = classes;
    this.connections = connections;
    this.swapsDashes = swapsDashes;
  }

  WordTrie trie() {
    return trie;
  }

  CharClasses classes() {
    return classes;
  }

  Connections connections() {
    return connections;
  }

  /** Whether texts must have U+2014 and U+2015 exchanged before words are looked up. */
  boolean swapsDashes() {
    return swapsDashes;
  }

  int entriesOf(int head) {
    return contexts[head];
  }

  int context(int entry) {
    return contexts[entry];
  }

  int cost(int entry) {
    return costs[entry];
  }
}
