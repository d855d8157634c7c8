package io.shoken.llm.budget;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds one limit per minute, in two ways. A bucket with one second's share spreads calls evenly,
 * because some services apply a minute's limit by the second; and the amounts of the last minute
 * are summed, because a bucket alone lets its capacity through on top of the limit. With 600 a
 * minute, 10 go at once, one each 100 ms after that, and no sliding minute has more than 600. A
 * lower limit that the service reports is followed. Not thread-safe.
 */
final class RateWindow {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** An amount with the time at which it was taken; settling replaces it by what was used. */
  static final class Taken {
    private final long at;
    private final long worst;
    private long amount;
    private boolean inWindow;

    private Taken(long at, long amount, long worst) {
      this.at = at;
      this.amount = amount;
      this.worst = worst;
    }
  }

  private final long configured;
  private final TimeMeter clock;
  private final ServiceBucket service;
  private final Deque<Taken> lastMinute = new ArrayDeque<>();
  private long perMinute;
  private Bucket pace;
  private long sum;

  /**
   * @param perMinute the limit, 0 for none
   */
  RateWindow(long perMinute, TimeMeter clock) {
    this.configured = perMinute;
    this.perMinute = perMinute;
    this.clock = clock;
    this.service = new ServiceBucket(clock);
    this.pace =
        perMinute == 0
            ? null
            : Bucket.builder().addLimit(pace(perMinute)).withCustomTimePrecision(clock).build();
  }

  /** Nanoseconds until that much can be taken, 0 if now; more than a whole limit counts as it. */
  long nanosUntil(long amount) {
    long byService = service.nanosUntil(amount);
    if (pace == null) {
      return byService;
    }
    long share = Math.min(amount, second());
    long byPace = pace.estimateAbilityToConsume(share).getNanosToWaitForRefill();
    long byWindow = nanosUntilWindowHolds(Math.min(amount, perMinute));
    return Math.max(byService, Math.max(byPace, byWindow));
  }

  /** Takes it, whether or not it can be taken: the bucket may go into debt. */
  Taken take(long amount) {
    return take(amount, amount);
  }

  /**
   * Takes what a call will likely use.
   *
   * @param worst the most that it can use: a service may count that from the start
   */
  Taken take(long amount, long worst) {
    service.take(worst);
    long counted = pace == null ? amount : Math.min(amount, perMinute);
    Taken taken = new Taken(clock.currentTimeNanos(), counted, worst);
    if (pace != null && counted > 0) {
      pace.consumeIgnoringRateLimits(counted);
      lastMinute.addLast(taken);
      taken.inWindow = true;
      sum += counted;
    }
    return taken;
  }

  /** Replaces what was taken by what was used: the rest is free again, an excess is counted too. */
  void settle(Taken taken, long used) {
    service.giveBack(taken.worst - used);
    if (pace == null) {
      return;
    }
    long unused = taken.amount - Math.min(used, perMinute);
    if (unused > 0) {
      pace.addTokens(unused);
    } else if (unused < 0) {
      pace.consumeIgnoringRateLimits(-unused);
    }
    taken.amount -= unused;
    if (taken.inWindow) {
      sum -= unused;
    }
  }

  /**
   * Follows what the service reports of its limit and of what is left of it. A limit below the
   * configured one holds until the service reports another.
   *
   * @param limit per minute, 0 or less where it reports none
   * @param remaining negative where it reports none
   */
  void follow(long limit, long remaining) {
    if (limit > 0) {
      service.follow(limit, remaining);
      long effective = Math.min(configured, limit);
      if (pace != null && effective != perMinute) {
        perMinute = effective;
        pace.replaceConfiguration(
            BucketConfiguration.builder().addLimit(pace(effective)).build(),
            TokensInheritanceStrategy.AS_IS);
      }
    }
  }

  private long second() {
    return secondOf(perMinute);
  }

  private static long secondOf(long perMinute) {
    return Math.max(1, perMinute / 60);
  }

  private static Bandwidth pace(long perMinute) {
    return Bandwidth.builder()
        .capacity(secondOf(perMinute))
        .refillGreedy(perMinute, Duration.ofMinutes(1))
        .build();
  }

  private long nanosUntilWindowHolds(long amount) {
    long now = clock.currentTimeNanos();
    while (!lastMinute.isEmpty() && now - lastMinute.peekFirst().at >= MINUTE) {
      Taken over = lastMinute.pollFirst();
      over.inWindow = false;
      sum -= over.amount;
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
