package io.shoken.text.japanese.mecab;

/**
 * One edition's words, unknown-word rules and connection costs. Immutable.
 *
 * <p>The entries of one surface stand together after a head, which is their number; a surface is
 * known by its head.
 */
final class Dictionary {
  /** The context at both ends of a text. */
  static final int BOUNDARY = 0;

  private final WordTrie trie;
  private final long[] entries;
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
    this.entries = entries.toArray();
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

  /** How many entries stand after this head. */
  int entriesOf(int head) {
    return (int) entries[head];
  }

  /** As {@link Entry} reads it. */
  long entry(int i) {
    return entries[i];
  }
}
