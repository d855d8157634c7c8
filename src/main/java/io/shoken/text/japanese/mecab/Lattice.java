package io.shoken.text.japanese.mecab;

import java.util.Arrays;

/**
 * One thread's workspace for finding the cheapest words of a text, after MeCab's rules. Not
 * thread-safe; its arrays are used again for the next text.
 *
 * <p>A word has a node for each of its dictionary entries, and a node is joined to the cheapest of
 * the nodes that end where its word begins. Where costs are equal, MeCab's answer depends on the
 * order in which it looks: at words that were found at a later place first, and at those of one
 * place in the order in which they were found.
 *
 * <p>Once every way to write the text so far has the same last word, what lies before is settled:
 * it is put out and forgotten, so that the workspace stays as small as a sentence.
 */
final class Lattice {
  /**
   * A text that is not settled within this number of chars is cut at its best place so far. Words
   * then are as good but may differ from MeCab's, which continues until its costs overflow. It also
   * keeps the costs here within an int: a char costs at most a word and a connection, 16 bits each.
   */
  static final int MAX_PENDING = 1 << 14;

  private static final char EM_DASH = '\u2014';
  private static final char HORIZONTAL_BAR = '\u2015';
  private static final int SENTENCE = 1024;
  private static final int NONE = -1;

  private final Dictionary dictionary;
  private final WordFinder finder;

  private char[] text = new char[SENTENCE];
  private int length;

  /** For each place the first of the words that end there, and after each word the next. */
  private int[] firstAt = new int[SENTENCE + 1];

  private int[] next = new int[2 * SENTENCE];
  private int[] begin = new int[2 * SENTENCE];
  private int[] end = new int[2 * SENTENCE];
  private int[] firstNode = new int[2 * SENTENCE + 1];
  private int words;
  private int furthest;
  private int settled;

  private int[] wordOf = new int[4 * SENTENCE];
  private int[] row = new int[4 * SENTENCE];
  private int[] cost = new int[4 * SENTENCE];
  private int[] previous = new int[4 * SENTENCE];
  private int nodes;

  private final EndingNodes endings;
  private final WordBounds answer = new WordBounds();
  private final SentenceMemo memo;
  private final KnownSentences sentences;

  Lattice(Dictionary dictionary, SentenceMemo memo) {
    this.dictionary = dictionary;
    this.finder = new WordFinder(dictionary);
    this.endings = new EndingNodes(dictionary.connections());
    this.memo = memo;
    this.sentences = new KnownSentences(memo, finder);
  }

  WordSpans segment(String input) {
    load(input);
    int at = recall(0);
    int start = finder.skipSpaces(text, at, length);
    while (start < length) {
      gather(at);
      addWords(start);
      at = nextReached(at);
      settle(at);
      at = recall(at);
      start = finder.skipSpaces(text, at, length);
    }
    gather(at);
    putOut(endings.node(endings.cheapest(Dictionary.BOUNDARY)));
    return answer.of(input);
  }

  private void load(String input) {
    length = input.length();
    if (text.length < length) {
      text = new char[length];
      firstAt = new int[length + 1];
    }
    input.getChars(0, length, text, 0);
    if (dictionary.swapsDashes()) {
      swapDashes();
    }
    Arrays.fill(firstAt, 0, length + 1, NONE);
    answer.clear(length);
    sentences.clear();
    startFrom(0, Dictionary.BOUNDARY);
  }

  private void swapDashes() {
    for (int i = 0; i < length; i++) {
      if (text[i] == EM_DASH) {
        text[i] = HORIZONTAL_BAR;
      } else if (text[i] == HORIZONTAL_BAR) {
        text[i] = EM_DASH;
      }
    }
  }

  /** Starts the lattice anew with one node, whose word is in the answer already. */
  private void startFrom(int at, int nodeRow) {
    row[0] = nodeRow;
    cost[0] = 0;
    startFromNodes(at, 1);
  }

  private void startFrom(int at, SentenceMemo.State state) {
    startFromNodes(at, state.restore(row, cost));
  }

  private void startFromNodes(int at, int count) {
    words = 1;
    nodes = count;
    begin[0] = at;
    end[0] = at;
    firstNode[0] = 0;
    firstNode[1] = count;
    next[0] = NONE;
    Arrays.fill(previous, 0, count, NONE);
    firstAt[at] = 0;
    furthest = at;
    settled = at;
  }

  private int nextReached(int from) {
    int i = from + 1;
    while (i < length && firstAt[i] == NONE) {
      i++;
    }
    return i;
  }

  private void gather(int at) {
    endings.clear();
    for (int word = firstAt[at]; word != NONE; word = next[word]) {
      endings.add(firstNode[word], firstNode[word + 1], row, cost);
    }
  }

  private void addWords(int start) {
    int first = words;
    int count = finder.find(text, start, length);
    for (int i = 0; i < count; i++) {
      addWord(start, finder.end(i), finder.head(i));
    }
    for (int word = words - 1; word >= first; word--) {
      next[word] = firstAt[end[word]];
      firstAt[end[word]] = word;
      furthest = Math.max(furthest, end[word]);
    }
  }

  private void addWord(int start, int stop, int head) {
    int count = dictionary.entriesOf(head);
    reserve(count);
    begin[words] = start;
    end[words] = stop;
    int lastContext = NONE;
    long cheapest = 0;
    for (int i = head + 1; i <= head + count; i++) {
      long entry = dictionary.entry(i);
      if (Entry.left(entry) != lastContext) {
        lastContext = Entry.left(entry);
        cheapest = endings.cheapest(lastContext);
      }
      wordOf[nodes] = words;
      row[nodes] = dictionary.connections().row(Entry.right(entry));
      cost[nodes] = EndingNodes.cost(cheapest) + Entry.cost(entry);
      previous[nodes++] = endings.node(cheapest);
    }
    firstNode[++words] = nodes;
  }

  private void settle(int at) {
    int first = firstAt[at];
    if (furthest == at && allHaveTheSameWords(first)) {
      putOut(firstNode[first]);
      keepOnly(first);
      settled = at;
    } else if (at - settled >= MAX_PENDING && at < length) {
      cut(at);
    }
  }

  /** Whether all ways to here have the same words; the nodes on them may differ. */
  private boolean allHaveTheSameWords(int first) {
    int one = firstNode[first];
    for (int word = first; word != NONE; word = next[word]) {
      for (int node = firstNode[word]; node < firstNode[word + 1]; node++) {
        if (!haveTheSameWords(one, node)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same of two nodes that end at one place; paths that meet are the same from there on. */
  private boolean haveTheSameWords(int one, int other) {
    int a = one;
    int b = other;
    while (a != b && previous[a] != NONE && previous[b] != NONE) {
      if (begin[wordOf[a]] != begin[wordOf[b]]) {
        return false;
      }
      a = previous[a];
      b = previous[b];
    }
    return a == b || previous[a] == previous[b];
  }

  /** Moves the words of this list to the front; they were found one after another. */
  private void keepOnly(int first) {
    int base = cost[firstNode[first]];
    int keptWords = 0;
    int keptNodes = 0;
    for (int word = first; word != NONE; word = next[word]) {
      int stop = firstNode[word + 1];
      for (int node = firstNode[word]; node < stop; node++) {
        row[keptNodes] = row[node];
        cost[keptNodes] = cost[node] - base;
        previous[keptNodes++] = NONE;
      }
      begin[keptWords] = begin[word];
      end[keptWords] = end[word];
      firstNode[++keptWords] = keptNodes;
    }
    words = keptWords;
    nodes = keptNodes;
    firstAt[end[0]] = 0;
    for (int word = 0; word < words; word++) {
      next[word] = word + 1 < words ? word + 1 : NONE;
    }
  }

  private void cut(int at) {
    gather(at);
    int best = endings.cheapestSoFar();
    putOut(best);
    Arrays.fill(firstAt, at, furthest + 1, NONE);
    startFrom(at, row[best]);
  }

  /** Appends the words on the way to this node to the answer. */
  private void putOut(int last) {
    int count = 0;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      count++;
    }
    int word = answer.extend(count) + count;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      answer.set(--word, begin[wordOf[node]], end[wordOf[node]]);
    }
  }

  /** Goes over sentences that are known; returns where to continue. */
  private int recall(int at) {
    if (settled != at || !finder.endsSentence(text, at, length)) {
      return at;
    }
    int to = sentences.skip(text, at, length, answer, memo.state(row, cost, nodes));
    if (to > at) {
      startFrom(to, sentences.state());
    }
    return to;
  }

  /** Makes room for one more word with that number of nodes. */
  private void reserve(int count) {
    if (words + 1 == begin.length) {
      int size = 2 * begin.length;
      next = Arrays.copyOf(next, size);
      begin = Arrays.copyOf(begin, size);
      end = Arrays.copyOf(end, size);
      firstNode = Arrays.copyOf(firstNode, size + 1);
    }
    if (nodes + count > row.length) {
      int size = 2 * (nodes + count);
      wordOf = Arrays.copyOf(wordOf, size);
      row = Arrays.copyOf(row, size);
      cost = Arrays.copyOf(cost, size);
      previous = Arrays.copyOf(previous, size);
    }
  }
}
