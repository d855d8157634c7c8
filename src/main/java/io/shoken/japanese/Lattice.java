package io.shoken.japanese;

import java.util.Arrays;

/**
 * One thread's workspace for finding the cheapest words of a text, after MeCab's rules. Not
 * thread-safe; its arrays are used again for the next text.
 *
 * <p>A node is a word at a place. Nodes that end at the same place form a list; a new node is
 * joined to the cheapest of those that end where it begins. Where costs are equal, MeCab's answer
 * depends on the order in which it looks: nodes that were made at a later place come first, and
 * those made at one place come in the order in which they were made.
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

  /** MeCab guesses no word from a run that goes on for more characters than this. */
  private static final int MAX_RUN = 24;

  /** More words than any place has. */
  private static final int MAX_WORDS = 512;

  private static final char EM_DASH = '\u2014';
  private static final char HORIZONTAL_BAR = '\u2015';

  private static final int NONE = -1;

  private static final int SENTENCE = 1024;

  private final Dictionary dictionary;
  private final CharClasses classes;
  private final int spaces;

  private char[] text = new char[SENTENCE];
  private int length;
  private final int[] found = new int[2 * MAX_WORDS];

  /**
   * For each place the last made of the nodes that end there, and after each node the one before.
   */
  private int[] lastAt = new int[SENTENCE + 1];

  private int[] next = new int[4 * SENTENCE];

  private int[] begin = new int[4 * SENTENCE];
  private int[] end = new int[4 * SENTENCE];
  private int[] context = new int[4 * SENTENCE];
  private int[] cost = new int[4 * SENTENCE];
  private int[] previous = new int[4 * SENTENCE];
  private int nodes;
  private int furthest;
  private int settled;

  private final Joins joins;

  private int[] bounds = new int[0];
  private int words;

  Lattice(Dictionary dictionary) {
    this.dictionary = dictionary;
    this.classes = dictionary.classes();
    this.spaces = classes.set(' ');
    this.joins = new Joins(dictionary.connections());
  }

  Words segment(String input) {
    load(input);
    int at = 0;
    while (at < length) {
      int start = skipSpaces(at);
      if (start == length) {
        break;
      }
      settle(at);
      int first = nodes;
      addNodes(start);
      join(at, first);
      at = nextReached(at);
    }
    putOut(cheapestAtEnd(at));
    return new Words(input, bounds, words);
  }

  private void load(String input) {
    length = input.length();
    if (text.length < length) {
      text = new char[length];
      lastAt = new int[length + 1];
    }
    input.getChars(0, length, text, 0);
    if (dictionary.swapsDashes()) {
      swapDashes();
    }
    Arrays.fill(lastAt, 0, length + 1, NONE);
    bounds = new int[Math.max(32, length + length / 4)];
    words = 0;
    nodes = 0;
    furthest = 0;
    startFrom(0, Dictionary.BOUNDARY);
  }

  /** Makes the one node from which everything after goes on: its words are put out already. */
  private void startFrom(int at, int rightContext) {
    nodes = 0;
    int node = newNode(at, at, Dictionary.pack(Dictionary.BOUNDARY, rightContext));
    cost[node] = 0;
    previous[node] = NONE;
    next[node] = NONE;
    lastAt[at] = node;
    settled = at;
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

  private int skipSpaces(int from) {
    int i = from;
    while (i < length && (classes.set(text, i, length) & spaces) != 0) {
      i = CharClasses.next(text, i, length);
    }
    return i;
  }

  private int nextReached(int from) {
    int i = from + 1;
    while (i < length && lastAt[i] == NONE) {
      i++;
    }
    return i;
  }

  /** Adds every word that starts here: those of the dictionary, then the guessed ones. */
  private void addNodes(int start) {
    int first = nodes;
    int count = dictionary.trie().find(text, start, length, found);
    for (int i = 0; i < count; i++) {
      addNodes(start, found[2 * i], found[2 * i + 1]);
    }
    CharClasses.Rule rule = classes.rule(text, start, length);
    if (nodes == first || rule.always()) {
      guessWords(start, rule);
    }
    if (nodes == first) {
      addNodes(start, CharClasses.next(text, start, length), rule.head());
    }
  }

  private void guessWords(int start, CharClasses.Rule rule) {
    int runEnd = rule.whole() ? runEnd(start) : NONE;
    if (runEnd != NONE) {
      addNodes(start, runEnd, rule.head());
    }
    int set = classes.set(text, start, length);
    int stop = CharClasses.next(text, start, length);
    for (int i = 1; i <= rule.lengths() && stop != runEnd; i++) {
      addNodes(start, stop, rule.head());
      if (stop == length || (classes.set(text, stop, length) & set) == 0) {
        return;
      }
      stop = CharClasses.next(text, stop, length);
    }
  }

  /**
   * Where the run of characters of a kind ends, each akin to the one before it; NONE if too long.
   */
  private int runEnd(int start) {
    int set = classes.set(text, start, length);
    int i = CharClasses.next(text, start, length);
    for (int more = 0; i < length; more++) {
      int following = classes.set(text, i, length);
      if ((set & following) == 0) {
        return i;
      }
      if (more == MAX_RUN) {
        return NONE;
      }
      set = following;
      i = CharClasses.next(text, i, length);
    }
    return i;
  }

  private void addNodes(int start, int stop, int head) {
    int count = dictionary.entriesOf(head);
    for (int entry = head + 1; entry <= head + count; entry++) {
      int node = newNode(start, stop, dictionary.context(entry));
      cost[node] = dictionary.cost(entry);
    }
    furthest = Math.max(furthest, stop);
  }

  private int newNode(int start, int stop, int contexts) {
    if (nodes == begin.length) {
      grow();
    }
    begin[nodes] = start;
    end[nodes] = stop;
    context[nodes] = contexts;
    return nodes++;
  }

  private void grow() {
    int size = 2 * begin.length;
    begin = Arrays.copyOf(begin, size);
    end = Arrays.copyOf(end, size);
    context = Arrays.copyOf(context, size);
    cost = Arrays.copyOf(cost, size);
    previous = Arrays.copyOf(previous, size);
    next = Arrays.copyOf(next, size);
  }

  /** Joins the nodes from {@code first} on to the cheapest of those that end here. */
  private void join(int at, int first) {
    joins.start();
    for (int node = lastAt[at]; node != NONE; node = next[node]) {
      joins.addLeft(node, Dictionary.right(context[node]), cost[node]);
    }
    for (int node = first; node < nodes; node++) {
      joins.addRight(Dictionary.left(context[node]));
    }
    joins.finish();
    for (int node = nodes - 1; node >= first; node--) {
      int left = Dictionary.left(context[node]);
      cost[node] += joins.cost(left);
      previous[node] = joins.left(left);
      next[node] = lastAt[end[node]];
      lastAt[end[node]] = node;
    }
  }

  private int cheapestAtEnd(int at) {
    joins.start();
    for (int node = lastAt[at]; node != NONE; node = next[node]) {
      joins.addLeft(node, Dictionary.right(context[node]), cost[node]);
    }
    joins.addRight(Dictionary.BOUNDARY);
    joins.finish();
    return joins.left(Dictionary.BOUNDARY);
  }

  private void settle(int at) {
    int first = lastAt[at];
    if (furthest == at && endTheSameWord(first)) {
      putOut(first);
      keepOnly(first);
      settled = at;
    } else if (at - settled >= MAX_PENDING) {
      cut(at);
    }
  }

  private boolean endTheSameWord(int first) {
    for (int node = next[first]; node != NONE; node = next[node]) {
      if (begin[node] != begin[first] || previous[node] != previous[first]) {
        return false;
      }
    }
    return true;
  }

  /** Moves the nodes of this list to the front; they were made one after another. */
  private void keepOnly(int first) {
    int base = cost[first];
    int kept = 0;
    for (int node = first; node != NONE; node = next[node]) {
      begin[kept] = begin[node];
      end[kept] = end[node];
      context[kept] = context[node];
      cost[kept] = cost[node] - base;
      previous[kept] = NONE;
      kept++;
    }
    for (int node = 0; node < kept; node++) {
      next[node] = node + 1 < kept ? node + 1 : NONE;
    }
    lastAt[end[0]] = 0;
    nodes = kept;
  }

  private void cut(int at) {
    int best = lastAt[at];
    for (int node = next[best]; node != NONE; node = next[node]) {
      best = cost[node] < cost[best] ? node : best;
    }
    putOut(best);
    Arrays.fill(lastAt, at, furthest + 1, NONE);
    furthest = at;
    startFrom(at, Dictionary.right(context[best]));
  }

  /** Appends the words on the way to this node to the answer. */
  private void putOut(int last) {
    int count = 0;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      count++;
    }
    words += count;
    if (2 * words > bounds.length) {
      bounds = Arrays.copyOf(bounds, 3 * words);
    }
    int at = 2 * words;
    for (int node = last; previous[node] != NONE; node = previous[node]) {
      bounds[--at] = end[node];
      bounds[--at] = begin[node];
    }
  }
}
