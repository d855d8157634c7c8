package io.shoken.sandbox;

import io.shoken.core.Hashes;

/** Chance that comes out the same wherever and whenever it is drawn. */
final class Draw {

  private static final int HEX_DIGITS = 13;

  private Draw() {}

  /** A number from 0 to below 1, evenly spread over what it is drawn from. */
  static double of(long seed, String source, int callOfText) {
    String hash = Hashes.ofParts(Long.toString(seed), source, Integer.toString(callOfText));
    return Long.parseLong(hash.substring(0, HEX_DIGITS), 16) / (double) (1L << (4 * HEX_DIGITS));
  }
}
