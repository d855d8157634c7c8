package io.shoken.text.japanese.mecab;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers how sentences were cut: reports repeat each other. What words a sentence gets depends
 * on its text and on how the one before it can end, so both are the key, and how it can end itself
 * belongs to the answer. One thread's, bounded: a sentence takes the place of another with its
 * hash.
 */
final class SentenceMemo {
  /** Longer sentences hardly recur. */
  static final int MAX_LENGTH = 256;

  /** A few MB when all are taken. */
  static final int SLOTS = 1 << 15;

  private static final int MAX_STATES = 1 << 12;
  private static final int MIX = 0x9e3779b9;

  /**
   * The nodes that end one sentence and to which the next is joined, in the order in which they are
   * looked at, with their costs above the first. {@link #state} gives the one object of each, so
   * that most are compared by identity.
   */
  static final class State {
    private final int[] rows;
    private final int[] costs;

    private State(int[] rows, int[] costs) {
      this.rows = rows;
      this.costs = costs;
    }

    /** Writes the nodes over the first of these; returns how many they are. */
    int restore(int[] row, int[] cost) {
      System.arraycopy(rows, 0, row, 0, rows.length);
      System.arraycopy(costs, 0, cost, 0, rows.length);
      return rows.length;
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof State state
              && Arrays.equals(rows, state.rows)
              && Arrays.equals(costs, state.costs));
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(rows) + Arrays.hashCode(costs);
    }
  }

  /** How a sentence was cut. */
  static final class Sentence {
    private final char[] bounds;
    private final State after;

    /**
     * @param bounds start and end of each word, from the start of the sentence
     * @param after how it can end
     */
    Sentence(char[] bounds, State after) {
      this.bounds = bounds;
      this.after = after;
    }

    char[] bounds() {
      return bounds;
    }

    State after() {
      return after;
    }
  }

  private static final class Known {
    private final State before;
    private final char[] text;
    private final Sentence sentence;

    Known(State before, char[] text, Sentence sentence) {
      this.before = before;
      this.text = text;
      this.sentence = sentence;
    }
  }

  private final Known[] known;
  private final Map<State, State> states = new HashMap<>();

  /**
   * @param slots most sentences, a power of two
   */
  SentenceMemo(int slots) {
    known = new Known[slots];
  }

  /** The state with the first {@code nodes} of these. */
  State state(int[] row, int[] cost, int nodes) {
    if (states.size() == MAX_STATES) {
      states.clear();
      Arrays.fill(known, null);
    }
    State state = new State(Arrays.copyOf(row, nodes), Arrays.copyOf(cost, nodes));
    State same = states.putIfAbsent(state, state);
    return same == null ? state : same;
  }

  /** How the sentence between these places was cut after such an end, or null if not known. */
  Sentence get(State before, char[] text, int from, int to) {
    Known found = known[slot(before, text, from, to)];
    return found != null
            && found.before.equals(before)
            && Arrays.equals(found.text, 0, found.text.length, text, from, to)
        ? found.sentence
        : null;
  }

  void put(State before, char[] text, int from, int to, Sentence sentence) {
    known[slot(before, text, from, to)] =
        new Known(before, Arrays.copyOfRange(text, from, to), sentence);
  }

  private int slot(State before, char[] text, int from, int to) {
    int hash = System.identityHashCode(before);
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return ((hash * MIX) >>> 12) & (known.length - 1);
  }
}
