package io.shoken.llm;

import java.io.Serializable;

/**
 * The limits per minute that a service reports in the headers of an answer; -1 where it reports
 * none.
 *
 * @param limitRequests its limit
 * @param remainingRequests what is left of it
 */
public record ServiceLimits(
    long limitRequests, long remainingRequests, long limitTokens, long remainingTokens)
    implements Serializable {

  public static final ServiceLimits UNKNOWN = new ServiceLimits(-1, -1, -1, -1);

  /** The later limits, with the smaller remainder of each pair. */
  public ServiceLimits and(ServiceLimits later) {
    return new ServiceLimits(
        later.limitRequests > 0 ? later.limitRequests : limitRequests,
        smaller(remainingRequests, later.remainingRequests),
        later.limitTokens > 0 ? later.limitTokens : limitTokens,
        smaller(remainingTokens, later.remainingTokens));
  }

  private static long smaller(long a, long b) {
    return a < 0 ? b : b < 0 ? a : Math.min(a, b);
  }
}
