package io.shoken.core;

/**
 * The output function of the generator SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014), for numbers and hashes that must come out the same
 * on every machine and in any order of work.
 */
public final class SplitMix {
  /** 2^64 divided by the golden ratio, odd: the generator's step from one state to the next. */
  public static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private SplitMix() {}

  /** Scrambles a state: each bit of it changes half of the 64 bits that come out. */
  public static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
