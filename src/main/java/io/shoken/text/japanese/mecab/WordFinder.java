package io.shoken.text.japanese.mecab;

/**
 * Finds the words that may start at a place, in the order in which MeCab does: those of the
 * dictionary, then those guessed by character class. One thread's workspace, not thread-safe.
 */
final class WordFinder {
  /** More words than any place has. */
  private static final int MAX_WORDS = 512;

  /** MeCab guesses no word from a run of more characters than this. */
  private static final int MAX_RUN = 24;

  private static final char STOP = '。';

  private static final int NONE = -1;

  private final WordTrie trie;
  private final CharClasses classes;
  private final int spaces;
  private final int stops;

  private final int[] found = new int[2 * MAX_WORDS];
  private int count;

  WordFinder(Dictionary dictionary) {
    this.trie = dictionary.trie();
    this.classes = dictionary.classes();
    this.spaces = classes.set(' ');
    this.stops = classes.set(STOP);
  }

  /**
   * Whether a sentence ends here of which no word depends on what follows, because neither a run of
   * characters nor a word of the dictionary goes on over its end: the full stop stands between
   * characters of other classes, and no word contains it there.
   */
  boolean endsSentence(char[] text, int at, int to) {
    return at == 0
        || (text[at - 1] == STOP
            && (at == to || (classes.set(text, at, to) & stops) == 0)
            && (at == 1 || (classes.set(text[at - 2]) & stops) == 0));
  }

  int skipSpaces(char[] text, int from, int to) {
    int i = from;
    while (i < to && (classes.set(text, i, to) & spaces) != 0) {
      i = CharClasses.next(text, i, to);
    }
    return i;
  }

  /** Finds the words, at least one; returns how many. */
  int find(char[] text, int start, int to) {
    count = trie.find(text, start, to, found);
    CharClasses.Rule rule = classes.rule(text, start, to);
    if (count == 0 || rule.always()) {
      guess(text, start, to, rule);
    }
    if (count == 0) {
      add(CharClasses.next(text, start, to), rule);
    }
    return count;
  }

  /** Where word {@code i} ends. */
  int end(int i) {
    return found[2 * i];
  }

  /** The head of the entries of word {@code i}. */
  int head(int i) {
    return found[2 * i + 1];
  }

  private void guess(char[] text, int start, int to, CharClasses.Rule rule) {
    int runEnd = rule.whole() ? runEnd(text, start, to) : NONE;
    if (runEnd != NONE) {
      add(runEnd, rule);
    }
    int set = classes.set(text, start, to);
    int stop = CharClasses.next(text, start, to);
    for (int i = 1; i <= rule.lengths() && stop != runEnd; i++) {
      add(stop, rule);
      if (stop == to || (classes.set(text, stop, to) & set) == 0) {
        return;
      }
      stop = CharClasses.next(text, stop, to);
    }
  }

  /**
   * The end of a run in which each character shares a class with the one before; NONE if too long.
   */
  private int runEnd(char[] text, int start, int to) {
    int set = classes.set(text, start, to);
    int i = CharClasses.next(text, start, to);
    for (int more = 0; i < to; more++) {
      int following = classes.set(text, i, to);
      if ((set & following) == 0) {
        return i;
      }
      if (more == MAX_RUN) {
        return NONE;
      }
      set = following;
      i = CharClasses.next(text, i, to);
    }
    return i;
  }

  private void add(int end, CharClasses.Rule rule) {
    found[2 * count] = end;
    found[2 * count++ + 1] = rule.head();
  }
}
