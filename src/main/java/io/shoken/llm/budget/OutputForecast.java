package io.shoken.llm.budget;

/**
 * How much of the most that an answer may have answers really have: a tenth more than any of the
 * last ones, and the whole as long as few are known. Not thread-safe.
 */
final class OutputForecast {

  private static final int REMEMBERED = 512;
  private static final int ENOUGH = 32;
  private static final double MARGIN = 1.1;

  private final double[] shares = new double[REMEMBERED];
  private int seen;

  /** Learns from one answer. */
  void answered(long outputTokens, int maxTokens) {
    shares[seen++ % REMEMBERED] = (double) outputTokens / maxTokens;
  }

  /** The tokens to expect of an answer that may have that many. */
  int of(int maxTokens) {
    if (seen < ENOUGH) {
      return maxTokens;
    }
    double most = 0;
    for (int i = 0; i < Math.min(seen, REMEMBERED); i++) {
      most = Math.max(most, shares[i]);
    }
    return (int) Math.min(maxTokens, Math.ceil(MARGIN * most * maxTokens));
  }
}
