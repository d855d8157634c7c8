package io.shoken.sandbox;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The server's own limits: buckets that start full and refill evenly, as the real service's are. An
 * client that is too fast learns when to retry. Thread-safe.
 */
final class RateLimits {

  private final Gauge requests;
  private final Gauge tokens;
  private final int requestsPerDay;
  private int requestsSoFar;

  RateLimits(SandboxSettings.Limits limits, TimeMeter clock) {
    this.requests = new Gauge("requests", limits.requestsPerMinute(), clock);
    this.requestsPerDay = limits.requestsPerDay();
    this.tokens = new Gauge("tokens", limits.tokensPerMinute(), clock);
  }

  /**
   * Takes one request and its tokens from the limits.
   *
   * @throws RefusedException with a 429 if either has too little left; a refused request keeps what
   *     it took from the request limit, as failed requests count
   */
  synchronized Map<String, String> take(int tokenCount) throws RefusedException {
    if (requestsPerDay > 0 && ++requestsSoFar > requestsPerDay) {
      throw new RefusedException(
          Reply.error(
              429,
              "requests",
              "rate_limit_exceeded",
              "rate limit of %d requests per day (RPD) reached".formatted(requestsPerDay)));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    requests.take(1, headers);
    tokens.take(tokenCount, headers);
    return headers;
  }

  private record Gauge(String name, int perMinute, Bucket bucket) {

    Gauge(String name, int perMinute, TimeMeter clock) {
      this(name, perMinute, perMinute == 0 ? null : bucket(perMinute, clock));
    }

    private static Bucket bucket(int perMinute, TimeMeter clock) {
      return Bucket.builder()
          .addLimit(l -> l.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
          .withCustomTimePrecision(clock)
          .build();
    }

    void take(int count, Map<String, String> headers) throws RefusedException {
      if (bucket == null || count == 0) {
        return;
      }
      if (count > perMinute) {
        throw new RefusedException(
            Reply.badRequest(
                "request_too_large",
                "%d %s in one request, the limit is %d a minute"
                    .formatted(count, name, perMinute)));
      }
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(count);
      headers.put("x-ratelimit-limit-" + name, Integer.toString(perMinute));
      headers.put("x-ratelimit-remaining-" + name, Long.toString(probe.getRemainingTokens()));
      headers.put("x-ratelimit-reset-" + name, seconds(probe.getNanosToWaitForReset()));
      if (!probe.isConsumed()) {
        throw new RefusedException(tooFast(probe.getNanosToWaitForRefill(), headers));
      }
    }

    private Reply tooFast(long waitNanos, Map<String, String> headers) {
      headers.put("Retry-After", Long.toString(ceil(waitNanos, 1_000_000_000L)));
      headers.put("retry-after-ms", Long.toString(ceil(waitNanos, 1_000_000L)));
      return Reply.error(
              429,
              name,
              "rate_limit_exceeded",
              "rate limit of %d %s per minute reached".formatted(perMinute, name))
          .withHeaders(headers);
    }

    private static long ceil(long nanos, long unit) {
      return (nanos + unit - 1) / unit;
    }

    private static String seconds(long nanos) {
      return String.format(Locale.ROOT, "%.3fs", nanos / 1e9);
    }
  }
}
