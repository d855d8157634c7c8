package io.shoken.quality.metric;

/**
 * Generates the random numbers of NumPy's {@code default_rng(seed)}, bit for bit, because
 * sacreBLEU's intervals and p-values depend on them: PCG XSL-RR 128/64 (O'Neill 2014) seeded by
 * NumPy's {@code SeedSequence}. For one thread.
 */
public final class Pcg64 {
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;
  private int buffered;
  private boolean hasBuffered;
  private int bits;
  private int bitsLeft;

  /**
   * @param seed not negative
   */
  public Pcg64(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("a seed is not negative: " + seed);
    }
    long[] words = SeedSequence.words(seed);
    incrementHigh = (words[2] << 1) | (words[3] >>> 63);
    incrementLow = (words[3] << 1) | 1;
    step();
    add(words[0], words[1]);
    step();
  }

  private void step() {
    long productLow = low * MULTIPLIER_LOW;
    long productHigh =
        unsignedMultiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    high = productHigh;
    low = productLow;
    add(incrementHigh, incrementLow);
  }

  private void add(long addHigh, long addLow) {
    low += addLow;
    high += addHigh + (Long.compareUnsigned(low, addLow) < 0 ? 1 : 0);
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private long nextLong() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private int nextInt() {
    if (hasBuffered) {
      hasBuffered = false;
      return buffered;
    }
    long next = nextLong();
    buffered = (int) (next >>> 32);
    hasBuffered = true;
    return (int) next;
  }

  /** As {@code integers(bound)}: a number in [0, bound), by Lemire's method. */
  public int below(int bound) {
    if (bound == 1) {
      return 0;
    }
    long product = Integer.toUnsignedLong(nextInt()) * bound;
    long leftover = product & 0xffffffffL;
    if (leftover < bound) {
      long threshold = (0x100000000L - bound) % bound;
      while (leftover < threshold) {
        product = Integer.toUnsignedLong(nextInt()) * bound;
        leftover = product & 0xffffffffL;
      }
    }
    return (int) (product >>> 32);
  }

  /** As one element of {@code integers(2, dtype=bool)}: 32 of them share a draw, lowest first. */
  boolean coin() {
    if (bitsLeft == 0) {
      bits = nextInt();
      bitsLeft = 32;
    }
    boolean heads = (bits & 1) == 1;
    bits >>>= 1;
    bitsLeft--;
    return heads;
  }

  /** NumPy's way to spread a seed over the state (after O'Neill's {@code seed_seq} design). */
  private static final class SeedSequence {
    private static final int POOL = 4;
    private int multiplier;

    private SeedSequence(int multiplier) {
      this.multiplier = multiplier;
    }

    static long[] words(long seed) {
      int[] pool = pool(seed);
      SeedSequence output = new SeedSequence(0x8b51f9dd);
      long[] words = new long[4];
      for (int i = 0; i < 2 * words.length; i++) {
        long word = Integer.toUnsignedLong(output.hash(pool[i % POOL], 0x58f38ded));
        words[i / 2] |= word << (32 * (i % 2));
      }
      return words;
    }

    private static int[] pool(long seed) {
      SeedSequence input = new SeedSequence(0x43b0d7e5);
      int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
      int[] pool = new int[POOL];
      for (int i = 0; i < POOL; i++) {
        pool[i] = input.hash(entropy[i], 0x931e8875);
      }
      for (int from = 0; from < POOL; from++) {
        for (int to = 0; to < POOL; to++) {
          if (from != to) {
            pool[to] = mix(pool[to], input.hash(pool[from], 0x931e8875));
          }
        }
      }
      return pool;
    }

    private int hash(int value, int growth) {
      int hashed = value ^ multiplier;
      multiplier *= growth;
      hashed *= multiplier;
      return hashed ^ (hashed >>> 16);
    }

    private static int mix(int x, int y) {
      int mixed = 0xca01f9dd * x - 0x4973f715 * y;
      return mixed ^ (mixed >>> 16);
    }
  }
}
