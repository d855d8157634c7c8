package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Used;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the limits of the whole job: requests and tokens per minute, input and output tokens apart
 * where the account has such limits, requests per day, calls in flight, the spending cap, and
 * pauses that the service asks for. Each call reserves its worst case before it is made and settles
 * what it used after; a reservation that is never settled expires. Knows no Spark and never sleeps.
 * Thread-safe.
 */
final class Budget {

  /**
   * An answer to a request for reservations.
   *
   * @param granted ids of the reservations granted, for the first of those asked for
   * @param waitNanos how long to wait before asking for the next one, 0 if all were granted
   * @param forSlot whether only the limit of calls in flight is reached: then a settlement ends the
   *     wait
   * @param spent whether a cap is reached, and no call is in flight that could settle for less
   * @param dayIsUsed whether the limit per day is what there is to wait for
   */
  record Decision(
      List<Long> granted, long waitNanos, boolean forSlot, boolean spent, boolean dayIsUsed) {
    Decision(List<Long> granted, long waitNanos, boolean forSlot, boolean spent) {
      this(granted, waitNanos, forSlot, spent, false);
    }
  }

  private record Reservation(
      CallEstimate call,
      RateWindow.Taken request,
      RateWindow.Taken tokens,
      RateWindow.Taken input,
      RateWindow.Taken output,
      SpendingCap.Reserved money,
      long expiresAt) {}

  /** How soon to ask again where the limit of calls in flight is reached. */
  private static final long SLOT_POLL_NANOS = Duration.ofMillis(20).toNanos();

  private final TimeMeter clock;
  private final RateWindow requests;
  private final RateWindow tokens;
  private final RateWindow inputTokens;
  private final RateWindow outputTokens;
  private final DayWindow today;
  private final SpendingCap cap;
  private final OutputForecast forecast = new OutputForecast();
  private final int inFlight;
  private final long termNanos;
  private final Map<Long, Reservation> open = new LinkedHashMap<>();
  private long lastId;
  private long pausedUntil;

  /**
   * @param term after which an unsettled reservation counts as lost: longer than any call
   */
  Budget(
      Limits limits,
      SpendingCap cap,
      List<EarlierRequests> earlier,
      Duration term,
      TimeMeter clock) {
    this.inputTokens = new RateWindow(limits.inputTokensPerMinute().orElse(0L), clock);
    this.outputTokens = new RateWindow(limits.outputTokensPerMinute().orElse(0L), clock);
    this.today = new DayWindow(limits.requestsPerDay(), earlier, clock);
    this.clock = clock;
    this.cap = cap;
    this.requests = new RateWindow(limits.requestsPerMinute(), clock);
    this.tokens = new RateWindow(limits.tokensPerMinute(), clock);
    this.inFlight = limits.inFlight();
    this.termNanos = term.toNanos();
    this.pausedUntil = clock.currentTimeNanos();
  }

  /** Grants as many of the calls as the limits have room for now, in order. */
  synchronized Decision reserve(List<CallEstimate> calls) {
    dropExpired();
    List<Long> granted = new ArrayList<>();
    for (CallEstimate call : calls) {
      long day = today.nanosUntilNext();
      if (day > 0) {
        return new Decision(granted, day, false, false, true);
      }
      long wait = nanosUntil(call);
      if (wait > 0) {
        return new Decision(granted, wait, false, false);
      }
      boolean affordable = cap.hasRoomFor(call);
      if (!affordable && open.isEmpty()) {
        return new Decision(granted, 0, false, true);
      }
      if (!affordable || open.size() >= inFlight) {
        return new Decision(granted, SLOT_POLL_NANOS, true, false);
      }
      granted.add(grant(call));
    }
    return new Decision(granted, 0, false, false);
  }

  /** Ends a reservation; what was not used is free again. An unknown or expired one is ignored. */
  synchronized void settle(long reservation, Used used) {
    Reservation settled = open.remove(reservation);
    if (settled != null) {
      tokens.settle(settled.tokens, used.tokens());
      inputTokens.settle(settled.input, used.tokens() - used.paidOutput());
      outputTokens.settle(settled.output, used.paidOutput());
      cap.settle(settled.money, used);
      if (used.paidOutput() > 0) {
        forecast.answered(used.paidOutput(), settled.call.maxTokens());
      }
    }
  }

  /** Follows what the service reports of its limits. */
  synchronized void follow(ServiceLimits service) {
    requests.follow(service.limitRequests(), service.remainingRequests());
    tokens.follow(service.limitTokens(), service.remainingTokens());
  }

  /** One line on what is spent of the caps. */
  synchronized String spent() {
    return cap.describe();
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

  /**
   * Waits for room for the worst case, although only the forecast is taken, so that an answer
   * longer than forecast still fits.
   */
  private long nanosUntil(CallEstimate call) {
    long pause = pausedUntil - clock.currentTimeNanos();
    long together = Math.max(requests.nanosUntil(1), tokens.nanosUntil(call.worst()));
    long apart =
        Math.max(
            inputTokens.nanosUntil(call.promptTokens()), outputTokens.nanosUntil(call.maxTokens()));
    return Math.max(Math.max(pause, 0), Math.max(together, apart));
  }

  private long grant(CallEstimate call) {
    long id = ++lastId;
    long expiresAt = clock.currentTimeNanos() + termNanos;
    long answer = forecast.of(call.maxTokens());
    today.take();
    open.put(
        id,
        new Reservation(
            call,
            requests.take(1),
            tokens.take(call.promptTokens() + answer, call.worst()),
            inputTokens.take(call.promptTokens()),
            outputTokens.take(answer, call.maxTokens()),
            cap.reserve(call),
            expiresAt));
    return id;
  }

  /** Terms are equal, so the oldest reservation expires first. */
  private void dropExpired() {
    long now = clock.currentTimeNanos();
    while (!open.isEmpty()) {
      Map.Entry<Long, Reservation> oldest = open.entrySet().iterator().next();
      if (now - oldest.getValue().expiresAt < 0) {
        return;
      }
      open.remove(oldest.getKey());
      tokens.settle(oldest.getValue().tokens, oldest.getValue().call.worst());
      outputTokens.settle(oldest.getValue().output, oldest.getValue().call.maxTokens());
      cap.lose(oldest.getValue().money);
    }
  }
}
