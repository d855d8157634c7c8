package io.shoken.llm.budget;

/**
 * Forecasts output tokens as a share of {@code max_tokens}: a tenth more than the highest share of
 * the last 512 answers, and all of it until 32 answers are known. If answers had at most 0.4 of
 * their maximum, a call with a maximum of 1,000 is expected to give 440. Not thread-safe.
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

  /** The tokens to expect of an answer with that maximum. */
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
