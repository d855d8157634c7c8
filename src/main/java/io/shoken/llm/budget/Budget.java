package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import io.shoken.llm.budget.Messages.Heard;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.llm.budget.Messages.Wish;
import io.shoken.translate.TranslateSettings.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole job's limits: requests and tokens per minute, calls in flight, money, and pauses that a
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
   * @param spent whether a cap stands in the way, and no call in flight that could make room
   */
  record Decision(List<Long> leases, long waitNanos, boolean forSlot, boolean spent) {}

  private record Lease(
      Wish wish, Meter.Taken request, Meter.Taken tokens, Purse.Reserved money, long expiresAt) {}

  /** Where a slot is missing, another task may free one at any time. */
  private static final long SLOT_POLL_NANOS = Duration.ofMillis(20).toNanos();

  private final TimeMeter clock;
  private final Meter requests;
  private final Meter tokens;
  private final Purse purse;
  private final Likely likely = new Likely();
  private final int inFlight;
  private final long termNanos;
  private final Map<Long, Lease> open = new LinkedHashMap<>();
  private long lastId;
  private long pausedUntil;

  /**
   * @param term after which an unsettled reservation counts as lost: longer than any call
   */
  Budget(Limits limits, Purse purse, Duration term, TimeMeter clock) {
    this.clock = clock;
    this.purse = purse;
    this.requests = new Meter(limits.requestsPerMinute(), clock);
    this.tokens = new Meter(limits.tokensPerMinute(), clock);
    this.inFlight = limits.inFlight();
    this.termNanos = term.toNanos();
    this.pausedUntil = clock.currentTimeNanos();
  }

  /** Grants as many of the calls as the limits have room for now, in order. */
  synchronized Decision reserve(List<Wish> wishes) {
    dropExpired();
    List<Long> leases = new ArrayList<>();
    for (Wish wish : wishes) {
      long wait = nanosUntil(wish);
      if (wait > 0) {
        return new Decision(leases, wait, false, false);
      }
      boolean affordable = purse.hasRoomFor(wish);
      if (!affordable && open.isEmpty()) {
        return new Decision(leases, 0, false, true);
      }
      if (!affordable || open.size() >= inFlight) {
        return new Decision(leases, SLOT_POLL_NANOS, true, false);
      }
      leases.add(grant(wish));
    }
    return new Decision(leases, 0, false, false);
  }

  /** Ends a reservation; what was not used is free again. An unknown or expired one is ignored. */
  synchronized void settle(long lease, Used used) {
    Lease settled = open.remove(lease);
    if (settled != null) {
      tokens.settle(settled.tokens, used.tokens());
      purse.settle(settled.money, used);
      if (used.paidOutput() > 0) {
        likely.answered(used.paidOutput(), settled.wish.maxTokens());
      }
    }
  }

  /** Follows what the service says of its limits. */
  synchronized void heard(Heard heard) {
    requests.heard(heard.limitRequests(), heard.remainingRequests());
    tokens.heard(heard.limitTokens(), heard.remainingTokens());
  }

  /** One line on what is spent of the caps. */
  synchronized String spent() {
    return purse.describe();
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

  /** Room for the worst case is wanted, what is likely is taken: one surprise always fits. */
  private long nanosUntil(Wish wish) {
    long pause = pausedUntil - clock.currentTimeNanos();
    return Math.max(
        Math.max(pause, 0), Math.max(requests.nanosUntil(1), tokens.nanosUntil(wish.worst())));
  }

  private long grant(Wish wish) {
    long id = ++lastId;
    long expiresAt = clock.currentTimeNanos() + termNanos;
    long expected = (long) wish.promptTokens() + likely.of(wish.maxTokens());
    Meter.Taken taken = tokens.take(expected, wish.worst());
    open.put(id, new Lease(wish, requests.take(1), taken, purse.reserve(wish), expiresAt));
    return id;
  }

  /** Terms are equal, so the oldest reservation expires first. */
  private void dropExpired() {
    long now = clock.currentTimeNanos();
    while (!open.isEmpty()) {
      Map.Entry<Long, Lease> oldest = open.entrySet().iterator().next();
      if (now - oldest.getValue().expiresAt < 0) {
        return;
      }
      open.remove(oldest.getKey());
      tokens.settle(oldest.getValue().tokens, oldest.getValue().wish.worst());
      purse.lose(oldest.getValue().money);
    }
  }
}
