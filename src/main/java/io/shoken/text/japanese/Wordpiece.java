package io.shoken.text.japanese;

import io.shoken.text.PythonWhitespace;

/**
 * WordPiece: from the left, always the longest token; tokens after the first carry {@code ##}. A
 * word of which any part is in no token is the unknown token, and so is a word of over 100 code
 * points. White space inside of a word parts it.
 */
final class Wordpiece implements Subwords {
  private static final int MAX_CODE_POINTS = 100;

  private final PieceTrie trie;
  private final int continuation;
  private final int unknown;

  Wordpiece(Vocabulary vocabulary, int unknown) {
    this.trie = new PieceTrie(vocabulary.ids());
    this.continuation = trie.walk("##");
    this.unknown = unknown;
  }

  @Override
  public void cut(String text, int from, int to, Tokens out) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (PythonWhitespace.isSpace(text.charAt(i))) {
        cutSolid(text, start, i, out);
        start = i + 1;
      }
    }
    cutSolid(text, start, to, out);
  }

  private void cutSolid(String text, int from, int to, Tokens out) {
    if (from == to) {
      return;
    }
    int mark = out.size();
    boolean known = !isTooLong(text, from, to);
    int state = PieceTrie.ROOT;
    for (int start = from; known && start < to; state = continuation) {
      int end = addLongest(state, text, start, to, out);
      known = end > start;
      start = end;
    }
    if (!known) {
      out.cutBack(mark);
      out.add(unknown);
    }
  }

  private static boolean isTooLong(String text, int from, int to) {
    return to - from > MAX_CODE_POINTS && text.codePointCount(from, to) > MAX_CODE_POINTS;
  }

  /** Adds the longest token; returns its end, or {@code from} if there is none. */
  private int addLongest(int root, String text, int from, int to, Tokens out) {
    int state = root;
    int longest = PieceTrie.NONE;
    int end = from;
    for (int i = from; i < to && state != PieceTrie.NONE; i++) {
      state = trie.step(state, text.charAt(i));
      if (state != PieceTrie.NONE && trie.id(state) != PieceTrie.NONE) {
        longest = trie.id(state);
        end = i + 1;
      }
    }
    if (longest != PieceTrie.NONE) {
      out.add(longest);
    }
    return end;
  }
}
