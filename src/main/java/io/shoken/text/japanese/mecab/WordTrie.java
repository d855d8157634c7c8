package io.shoken.text.japanese.mecab;

/**
 * Finds the dictionary words that start at a place of a text. A double array over UTF-16 chars in
 * the layout of Kuromoji's file: a state's children stand at its base plus their char, and name
 * their parent; a branch that holds one word only is kept as that word's rest in {@code tails}.
 */
final class WordTrie {
  /** Ends a word: the char of the child that says so, and the end of a tail. */
  static final char END = 1;

  /** A base from here on is a place in {@code tails}. */
  static final int TAIL = 100_000_000;

  private static final int ROOT = 0;
  private static final int ROOT_BASE = 1;

  /** The ints of a state: its base (0 if unused), its parent, and the head of its word or -1. */
  static final int STATE = 4;

  static final int BASE = 0;
  static final int PARENT = 1;
  static final int HEAD = 2;
  static final int NO_WORD = -1;

  private final int[] states;

  private final char[] tails;

  /** Words that the file lacks, with their head entries. */
  private final String[] added;

  private final int[] addedHeads;

  WordTrie(int[] states, char[] tails, String[] added, int[] addedHeads) {
    this.states = states;
    this.tails = tails;
    this.added = added;
    this.addedHeads = addedHeads;
  }

  /**
   * Writes the end and the head entry of every word that starts at {@code from}, shortest first.
   *
   * @return how many words there are; {@code found} must hold two ints for each
   */
  int find(char[] text, int from, int to, int[] found) {
    int n = 0;
    int state = ROOT;
    int base = ROOT_BASE;
    for (int i = from; i < to; i++) {
      int child = child(state, base, text[i]);
      if (child < 0) {
        break;
      }
      state = child / STATE;
      base = states[child + BASE];
      int head = states[child + HEAD];
      if (base >= TAIL) {
        int end = tailEnd(base - TAIL, text, i + 1, to);
        n = end < 0 ? n : put(found, n, end, head);
        break;
      }
      n = put(found, n, i + 1, head);
    }
    return added.length == 0 ? n : withAdded(text, from, to, found, n);
  }

  /** Forgets words of one character each. */
  void remove(String words) {
    for (int i = 0; i < words.length(); i++) {
      int child = child(ROOT, ROOT_BASE, words.charAt(i));
      if (child >= 0) {
        states[child + HEAD] = NO_WORD;
      }
    }
  }

  /** Where the ints of a child stand, or -1 if there is no such child. */
  private int child(int state, int base, char c) {
    int child = STATE * (base + c);
    return c != END
            && child < states.length
            && states[child + PARENT] == state
            && states[child + BASE] != 0
        ? child
        : -1;
  }

  private int tailEnd(int tail, char[] text, int from, int to) {
    int end = from;
    for (int t = tail; tails[t] != END; t++) {
      if (end == to || text[end] != tails[t]) {
        return -1;
      }
      end++;
    }
    return end;
  }

  private static int put(int[] found, int n, int end, int head) {
    if (head == NO_WORD) {
      return n;
    }
    found[2 * n] = end;
    found[2 * n + 1] = head;
    return n + 1;
  }

  private int withAdded(char[] text, int from, int to, int[] found, int n) {
    int count = n;
    for (int a = 0; a < added.length; a++) {
      if (text[from] == added[a].charAt(0) && startsWith(text, from, to, added[a])) {
        count = insert(found, count, from + added[a].length(), addedHeads[a]);
      }
    }
    return count;
  }

  private static boolean startsWith(char[] text, int from, int to, String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int insert(int[] found, int n, int end, int head) {
    int at = n;
    while (at > 0 && found[2 * at - 2] > end) {
      found[2 * at] = found[2 * at - 2];
      found[2 * at + 1] = found[2 * at - 1];
      at--;
    }
    put(found, at, end, head);
    return n + 1;
  }
}
