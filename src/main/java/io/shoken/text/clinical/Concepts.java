package io.shoken.text.clinical;

import java.util.stream.IntStream;

/** A set of at most 256 concepts of the term list, by number. */
public record Concepts(long a, long b, long c, long d) {

  static final int MOST = 256;
  public static final Concepts NONE = new Concepts(0, 0, 0, 0);

  private static final int WORD = 64;

  static Concepts of(int concept) {
    long bit = 1L << concept;
    return switch (concept / WORD) {
      case 0 -> new Concepts(bit, 0, 0, 0);
      case 1 -> new Concepts(0, bit, 0, 0);
      case 2 -> new Concepts(0, 0, bit, 0);
      default -> new Concepts(0, 0, 0, bit);
    };
  }

  public Concepts plus(Concepts o) {
    return new Concepts(a | o.a, b | o.b, c | o.c, d | o.d);
  }

  public Concepts minus(Concepts o) {
    return new Concepts(a & ~o.a, b & ~o.b, c & ~o.c, d & ~o.d);
  }

  public Concepts and(Concepts o) {
    return new Concepts(a & o.a, b & o.b, c & o.c, d & o.d);
  }

  public int count() {
    return Long.bitCount(a) + Long.bitCount(b) + Long.bitCount(c) + Long.bitCount(d);
  }

  private boolean has(int concept) {
    return and(of(concept)).count() > 0;
  }

  /** The numbers in ascending order. */
  public IntStream stream() {
    return IntStream.range(0, MOST).filter(this::has);
  }
}
