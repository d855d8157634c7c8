package io.shoken.quality.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats numbers as the reference implementations do. */
final class Decimals {
  private Decimals() {}

  /**
   * The number with that many decimals, rounded from its exact binary value: {@code %.1f} of Java
   * rounds the shortest decimal instead and differs from C and Python on ties.
   */
  public static String fixed(double x, int decimals) {
    return new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
