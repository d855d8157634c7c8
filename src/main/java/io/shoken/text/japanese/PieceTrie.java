package io.shoken.text.japanese;

import java.util.Arrays;
import java.util.Map;

/**
 * Finds the longest token at the head of a string. The edges of the token tree lie in one hash
 * table under their state and char; each state has the id of the token that ends in it, or -1.
 * Immutable.
 */
final class PieceTrie {
  static final int NONE = -1;
  static final int ROOT = 0;
  private static final int MIX = 0x9e3779b9;

  private long[] edges = new long[1 << 10];
  private int[] targets = new int[1 << 10];
  private int[] ids = new int[1 << 9];
  private int states = 1;

  PieceTrie(Map<String, Integer> tokens) {
    Arrays.fill(ids, NONE);
    tokens.forEach(this::add);
  }

  private void add(String token, int id) {
    if (token.isEmpty()) {
      return;
    }
    int state = ROOT;
    for (int i = 0; i < token.length(); i++) {
      int child = step(state, token.charAt(i));
      state = child == NONE ? newState(state, token.charAt(i)) : child;
    }
    ids[state] = id;
  }

  private int newState(int parent, char c) {
    if (2 * states >= edges.length) {
      growEdges();
    }
    if (states == ids.length) {
      ids = Arrays.copyOf(ids, 2 * states);
      Arrays.fill(ids, states, ids.length, NONE);
    }
    put(edge(parent, c), states);
    return states++;
  }

  private void growEdges() {
    long[] oldEdges = edges;
    int[] oldTargets = targets;
    edges = new long[2 * oldEdges.length];
    targets = new int[2 * oldEdges.length];
    for (int i = 0; i < oldEdges.length; i++) {
      if (oldEdges[i] != 0) {
        put(oldEdges[i], oldTargets[i]);
      }
    }
  }

  private void put(long edge, int target) {
    int slot = slot(edge);
    edges[slot] = edge;
    targets[slot] = target;
  }

  /** The slot that holds this edge, or the free one where it belongs. */
  private int slot(long edge) {
    int mask = edges.length - 1;
    int slot = (Long.hashCode(edge) * MIX) >>> 7 & mask;
    while (edges[slot] != 0 && edges[slot] != edge) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static long edge(int state, char c) {
    return (long) (state + 1) << Character.SIZE | c;
  }

  /** The state after this char, or NONE. */
  int step(int state, char c) {
    long edge = edge(state, c);
    int slot = slot(edge);
    return edges[slot] == edge ? targets[slot] : NONE;
  }

  /** The state after this string, or NONE. */
  int walk(String string) {
    int state = ROOT;
    for (int i = 0; i < string.length() && state != NONE; i++) {
      state = step(state, string.charAt(i));
    }
    return state;
  }

  /** The token that ends in this state, or NONE. */
  int id(int state) {
    return ids[state];
  }
}
