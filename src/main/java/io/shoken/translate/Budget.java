package io.shoken.translate;

import io.github.bucket4j.TimeMeter;
import io.shoken.translate.TranslateSettings.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole job's limits: requests and tokens per minute, calls in flight, and pauses that a
 * service asked for. Each call reserves before it is made and settles after; a reservation that
 * nobody settles is given back after its term. Knows no Spark and never sleeps. Thread-safe.
 */
final class Budget {

  /**
   * An answer to a request for reservations.
   *
   * @param leases ids of the reservations granted, for the first of those asked for
   * @param waitNanos how long to wait before asking for the next one, 0 if all were granted
   * @param forSlot whether only calls in flight stand in the way: then a settlement ends the wait
   */
  record Decision(List<Long> leases, long waitNanos, boolean forSlot) {}

  private record Lease(Meter.Taken request, Meter.Taken tokens, long expiresAt) {}

  /** Where a slot is missing, another task may free one at any time. */
  private static final long SLOT_POLL_NANOS = Duration.ofMillis(20).toNanos();

  private final TimeMeter clock;
  private final Meter requests;
  private final Meter tokens;
  private final int inFlight;
  private final long termNanos;
  private final Map<Long, Lease> open = new LinkedHashMap<>();
  private long lastId;
  private long pausedUntil;

  /**
   * @param term after which an unsettled reservation counts as lost: longer than any call
   */
  Budget(Limits limits, Duration term, TimeMeter clock) {
    this.clock = clock;
    this.requests = new Meter(limits.requestsPerMinute(), clock);
    this.tokens = new Meter(limits.tokensPerMinute(), clock);
    this.inFlight = limits.inFlight();
    this.termNanos = term.toNanos();
    this.pausedUntil = clock.currentTimeNanos();
  }

  /**
   * Grants as many of the reservations as the limits have room for now, in order.
   *
   * @param amounts tokens of each call: its prompt and the most that its answer may have
   */
  synchronized Decision reserve(List<Integer> amounts) {
    dropExpired();
    List<Long> leases = new ArrayList<>();
    for (int amount : amounts) {
      long wait = nanosUntil(amount);
      if (wait > 0) {
        return new Decision(leases, wait, false);
      }
      if (open.size() >= inFlight) {
        return new Decision(leases, SLOT_POLL_NANOS, true);
      }
      leases.add(grant(amount));
    }
    return new Decision(leases, 0, false);
  }

  /** Ends a reservation; what was not used is free again. An unknown or expired one is ignored. */
  synchronized void settle(long lease, long usedTokens) {
    Lease settled = open.remove(lease);
    if (settled != null) {
      tokens.settle(settled.tokens, usedTokens);
    }
  }

  /** Nothing is granted for that long from now; a running pause is never shortened. */
  synchronized void pause(Duration length) {
    long until = clock.currentTimeNanos() + length.toNanos();
    if (until - pausedUntil > 0) {
      pausedUntil = until;
    }
  }

  synchronized int openReservations() {
    return open.size();
  }

  private long nanosUntil(int amount) {
    long pause = pausedUntil - clock.currentTimeNanos();
    return Math.max(
        Math.max(pause, 0), Math.max(requests.nanosUntil(1), tokens.nanosUntil(amount)));
  }

  private long grant(int amount) {
    long id = ++lastId;
    long expiresAt = clock.currentTimeNanos() + termNanos;
    open.put(id, new Lease(requests.take(1), tokens.take(amount), expiresAt));
    return id;
  }

  /** Terms are equal, so the oldest reservation expires first. */
  private void dropExpired() {
    long now = clock.currentTimeNanos();
    open.values().removeIf(lease -> now - lease.expiresAt >= 0);
  }
}
