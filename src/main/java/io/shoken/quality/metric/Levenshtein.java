package io.shoken.quality.metric;

import java.util.Arrays;

/** Edit distance, 64 cells of the table at a time (Myers 1999, blocks as in Hyyrö 2003). */
public final class Levenshtein {
  private final int length;
  private final int blocks;
  private final long[] masks;
  private final long[] up;
  private final long[] down;
  private final long lastBit;

  private Levenshtein(int[] pattern, int distinct) {
    length = pattern.length;
    blocks = (length + 63) / 64;
    masks = new long[distinct * blocks];
    for (int i = 0; i < length; i++) {
      masks[pattern[i] * blocks + i / 64] |= 1L << i;
    }
    up = new long[blocks];
    down = new long[blocks];
    Arrays.fill(up, -1);
    lastBit = 1L << (length - 1);
  }

  /** The least number of inserted, deleted and replaced code points. */
  public static int distance(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    if (left.length == 0 || right.length == 0) {
      return Math.max(left.length, right.length);
    }
    LongNumbers numbers = new LongNumbers(left.length + right.length);
    Arrays.setAll(left, i -> numbers.add(left[i]));
    Arrays.setAll(right, i -> numbers.add(right[i]));
    return new Levenshtein(left, numbers.size()).distanceTo(right);
  }

  private int distanceTo(int[] text) {
    int distance = length;
    for (int c : text) {
      int carry = 1;
      for (int block = 0; block < blocks; block++) {
        carry = advance(block, masks[c * blocks + block], carry);
      }
      distance += carry;
    }
    return distance;
  }

  /** One column of one block; takes and gives the horizontal difference at its border. */
  private int advance(int block, long matches, int carryIn) {
    long pv = up[block];
    long mv = down[block];
    long eq = carryIn < 0 ? matches | 1 : matches;
    long xv = matches | mv;
    long xh = (((eq & pv) + pv) ^ pv) | eq;
    long ph = mv | ~(xh | pv);
    long mh = pv & xh;
    long border = block == blocks - 1 ? lastBit : Long.MIN_VALUE;
    int carryOut = (ph & border) != 0 ? 1 : (mh & border) != 0 ? -1 : 0;
    ph = (ph << 1) | (carryIn > 0 ? 1 : 0);
    mh = (mh << 1) | (carryIn < 0 ? 1 : 0);
    up[block] = mh | ~(xv | ph);
    down[block] = ph & xv;
    return carryOut;
  }
}
