package io.shoken.text.japanese.mecab;

import io.shoken.text.japanese.mecab.SentenceMemo.Sentence;
import io.shoken.text.japanese.mecab.SentenceMemo.State;

/**
 * Goes over the sentences of a text that were cut before, and has those remembered that were not.
 * One thread's.
 */
final class KnownSentences {
  private static final int NONE = -1;

  private final SentenceMemo memo;
  private final WordFinder finder;

  /** The sentence that is being cut: where it begins and ends, or NONE. */
  private int from;

  private int end = NONE;
  private int firstWord;
  private State before;

  KnownSentences(SentenceMemo memo, WordFinder finder) {
    this.memo = memo;
    this.finder = finder;
  }

  /** Begins another text. */
  void clear() {
    end = NONE;
  }

  /**
   * Remembers the sentence that ends here, if it was to be remembered, and appends the words of
   * those after it that are known.
   *
   * @param answer the text's words up to here
   * @param state how the text can end here
   * @return where they end
   */
  int skip(char[] text, int at, int length, WordBounds answer, State state) {
    if (end == at) {
      memo.put(before, text, from, at, new Sentence(answer.since(firstWord, from), state));
    }
    from = at;
    before = state;
    end = nextEnd(text, length);
    Sentence known = known(text);
    while (known != null) {
      answer.append(known.bounds(), from);
      from = end;
      before = known.after();
      end = nextEnd(text, length);
      known = known(text);
    }
    firstWord = answer.words();
    return from;
  }

  /** How the text can end where {@link #skip} has led to. */
  State state() {
    return before;
  }

  private Sentence known(char[] text) {
    return end == NONE ? null : memo.get(before, text, from, end);
  }

  private int nextEnd(char[] text, int length) {
    int last = Math.min(length, from + SentenceMemo.MAX_LENGTH);
    for (int i = from + 1; i <= last; i++) {
      if (finder.endsSentence(text, i, length)) {
        return i;
      }
    }
    return NONE;
  }
}
