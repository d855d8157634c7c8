package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Models the service's own bucket from what it reports: its size and what is left of it. Between
 * two reports calls take from it and time fills it. Other clients may use the same bucket, so a
 * report lowers the level and never raises it. Before the first report it holds nothing back. Not
 * thread-safe.
 */
final class ServiceBucket {

  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  private final TimeMeter clock;
  private long limit;
  private double level;
  private long at;

  ServiceBucket(TimeMeter clock) {
    this.clock = clock;
  }

  /**
   * @param perMinute above 0
   * @param remaining negative where the service does not report it
   */
  void follow(long perMinute, long remaining) {
    fill();
    level = limit == 0 ? (double) perMinute : Math.min(level, (double) perMinute);
    limit = perMinute;
    at = clock.currentTimeNanos();
    if (remaining >= 0) {
      level = Math.min(level, (double) remaining);
    }
  }

  /** Nanoseconds until it holds that much, or is full. */
  long nanosUntil(long amount) {
    fill();
    double missing = Math.min(amount, limit) - level;
    return limit == 0 || missing <= 0 ? 0 : (long) Math.ceil(missing * MINUTE / limit);
  }

  void take(long amount) {
    fill();
    level -= Math.min(amount, limit);
  }

  void giveBack(long amount) {
    fill();
    level = Math.min((double) limit, level + amount);
  }

  private void fill() {
    long now = clock.currentTimeNanos();
    if (limit > 0) {
      level = Math.min((double) limit, level + (now - at) * (limit / MINUTE));
    }
    at = now;
  }
}
