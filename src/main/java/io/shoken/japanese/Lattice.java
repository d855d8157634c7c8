package io.shoken.japanese;

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
   * A text that does not settle in so many chars is cut at its best place so far. Words then are as
   * good but may differ from MeCab's, which would go on until its costs overflow. It also keeps the
   * costs here within an int: a char costs at most a word and a connection, 16 bits each.
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

  /** The nodes to which words that begin here can be joined. */
  private int[] leftNode = new int[SENTENCE];

  private int[] leftRow = new int[SENTENCE];
  private int[] leftCost = new int[SENTENCE];
  private int lefts;

  private int[] bounds = new int[0];
  private int done;

  Lattice(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.finder = new WordFinder(dictionary);
  }

  Words segment(String input) {
    load(input);
    int at = 0;
    while (at < length) {
      int start = finder.skipSpaces(text, at, length);
      if (start == length) {
        break;
      }
      settle(at);
      gather(at);
      addWords(start);
      at = nextReached(at);
    }
    gather(at);
    putOut(leftNode[left(cheapest(Dictionary.BOUNDARY))]);
    return new Words(input, bounds, done);
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
    bounds = new int[Math.max(32, length + length / 2)];
    done = 0;
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

  /** Makes the one node from which everything after goes on: its word is put out already. */
  private void startFrom(int at, int nodeRow) {
    words = 1;
    nodes = 1;
    begin[0] = at;
    end[0] = at;
    firstNode[0] = 0;
    firstNode[1] = 1;
    next[0] = NONE;
    row[0] = nodeRow;
    cost[0] = 0;
    previous[0] = NONE;
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
    lefts = 0;
    for (int word = firstAt[at]; word != NONE; word = next[word]) {
      int stop = firstNode[word + 1];
      if (lefts + stop - firstNode[word] > leftNode.length) {
        growLefts();
      }
      for (int node = firstNode[word]; node < stop; node++) {
        leftNode[lefts] = node;
        leftRow[lefts] = row[node];
        leftCost[lefts++] = cost[node];
      }
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
        cheapest = cheapest(lastContext);
      }
      wordOf[nodes] = words;
      row[nodes] = dictionary.connections().row(Entry.right(entry));
      cost[nodes] = joinedCost(cheapest) + Entry.cost(entry);
      previous[nodes++] = leftNode[left(cheapest)];
    }
    firstNode[++words] = nodes;
  }

  /**
   * The gathered node to which it is cheapest to join a node with this left context, as the cost up
   * to and including the join and, in the lower half, which one: the first where costs are equal.
   */
  private long cheapest(int context) {
    short[] costs = dictionary.connections().costs();
    int[] rows = leftRow;
    int[] soFar = leftCost;
    long cheapest = Long.MAX_VALUE;
    for (int left = 0; left < lefts; left++) {
      long joined = (long) soFar[left] + costs[rows[left] + context];
      cheapest = Math.min(cheapest, joined << Integer.SIZE | left);
    }
    return cheapest;
  }

  private static int joinedCost(long cheapest) {
    return (int) (cheapest >> Integer.SIZE);
  }

  private static int left(long cheapest) {
    return (int) cheapest;
  }

  private void settle(int at) {
    int first = firstAt[at];
    if (furthest == at && endTheSameWord(first)) {
      putOut(firstNode[first]);
      keepOnly(first);
      settled = at;
    } else if (at - settled >= MAX_PENDING) {
      cut(at);
    }
  }

  private boolean endTheSameWord(int first) {
    int before = previous[firstNode[first]];
    for (int word = first; word != NONE; word = next[word]) {
      if (begin[word] != begin[first]) {
        return false;
      }
      for (int node = firstNode[word]; node < firstNode[word + 1]; node++) {
        if (previous[node] != before) {
          return false;
        }
      }
    }
    return true;
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
    int best = 0;
    for (int left = 1; left < lefts; left++) {
      best = leftCost[left] < leftCost[best] ? left : best;
    }
    putOut(leftNode[best]);
    Arrays.fill(firstAt, at, furthest + 1, NONE);
    startFrom(at, leftRow[best]);
  }

  /** Appends the words on the way to this node to the answer. */
  private void putOut(int last) {
    int count = 0;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      count++;
    }
    done += count;
    if (2 * done > bounds.length) {
      bounds = Arrays.copyOf(bounds, 3 * done);
    }
    int to = 2 * done;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      bounds[--to] = end[wordOf[node]];
      bounds[--to] = begin[wordOf[node]];
    }
  }

  /** Makes room for one more word with so many nodes. */
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

  private void growLefts() {
    int size = 2 * leftNode.length;
    leftNode = Arrays.copyOf(leftNode, size);
    leftRow = Arrays.copyOf(leftRow, size);
    leftCost = Arrays.copyOf(leftCost, size);
  }
}
