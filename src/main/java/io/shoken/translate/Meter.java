package io.shoken.translate;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One limit per minute, kept twice: a bucket with one second's share paces the job evenly, because
 * some services apply a minute's limit by the second; and what was taken in the last minute is
 * summed, because a bucket alone lets its capacity through on top of the limit. So no sliding
 * minute holds more than the limit, the first one included. Not thread-safe.
 */
final class Meter {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** An amount taken at a time; it shrinks when less was used. */
  static final class Taken {
    private final long at;
    private long amount;

    private Taken(long at, long amount) {
      this.at = at;
      this.amount = amount;
    }
  }

  private final long perMinute;
  private final TimeMeter clock;
  private final Bucket pace;
  private final long second;
  private final Deque<Taken> lastMinute = new ArrayDeque<>();
  private long sum;

  /**
   * @param perMinute the limit, 0 for none
   */
  Meter(long perMinute, TimeMeter clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    this.second = Math.max(1, perMinute / 60);
    this.pace =
        perMinute == 0
            ? null
            : Bucket.builder()
                .addLimit(l -> l.capacity(second).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(clock)
                .build();
  }

  /** Nanoseconds until that much can be taken, 0 if now; more than a whole limit counts as it. */
  long nanosUntil(long amount) {
    if (pace == null) {
      return 0;
    }
    long byPace = pace.estimateAbilityToConsume(Math.min(amount, second)).getNanosToWaitForRefill();
    return Math.max(byPace, nanosUntilWindowHolds(Math.min(amount, perMinute)));
  }

  /** Takes it, whether or not it can be taken: the bucket may go into debt. */
  Taken take(long amount) {
    Taken taken = new Taken(clock.currentTimeNanos(), Math.min(amount, perMinute));
    if (pace != null && taken.amount > 0) {
      pace.consumeIgnoringRateLimits(taken.amount);
      lastMinute.addLast(taken);
      sum += taken.amount;
    }
    return taken;
  }

  /** Gives back what was taken and not used. */
  void settle(Taken taken, long used) {
    long unused = taken.amount - used;
    if (pace == null || unused <= 0) {
      return;
    }
    pace.addTokens(unused);
    taken.amount = used;
    if (clock.currentTimeNanos() - taken.at < MINUTE) {
      sum -= unused;
    }
  }

  private long nanosUntilWindowHolds(long amount) {
    long now = clock.currentTimeNanos();
    while (!lastMinute.isEmpty() && now - lastMinute.peekFirst().at >= MINUTE) {
      sum -= lastMinute.pollFirst().amount;
    }
    long over = sum + amount - perMinute;
    long wait = 0;
    for (Taken taken : lastMinute) {
      if (over <= 0) {
        break;
      }
      over -= taken.amount;
      wait = taken.at + MINUTE - now;
    }
    return wait;
  }
}
