package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Counts the requests of the last 24 hours against an account's limit per day, with those that
 * earlier runs made. With a limit of 10,000, of which a run used 9,000 between 8 and 9 o'clock, the
 * next one makes 1,000, and has room again from 8 o'clock of the next day on. Not thread-safe.
 */
final class DayWindow {

  private static final long DAY = Duration.ofDays(1).toNanos();

  /** Requests of the same minute are counted as one entry, at the time of the first. */
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private record Entry(long at, long requests) {}

  private final Optional<Long> limit;
  private final TimeMeter clock;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long sum;

  /**
   * @param limit empty for none
   * @param earlier the requests that were made before, the oldest first
   */
  DayWindow(Optional<Long> limit, List<EarlierRequests> earlier, TimeMeter clock) {
    this.limit = limit;
    this.clock = clock;
    long now = clock.currentTimeNanos();
    for (EarlierRequests made : earlier) {
      entries.addLast(new Entry(now - made.age().toNanos(), made.requests()));
      sum += made.requests();
    }
  }

  /** Nanoseconds until a request may be made, 0 if now. */
  long nanosUntilNext() {
    if (limit.isEmpty()) {
      return 0;
    }
    long now = clock.currentTimeNanos();
    while (!entries.isEmpty() && now - entries.peekFirst().at >= DAY) {
      sum -= entries.pollFirst().requests;
    }
    long over = sum + 1 - limit.get();
    long wait = 0;
    for (Entry entry : entries) {
      if (over <= 0) {
        break;
      }
      over -= entry.requests;
      wait = entry.at + DAY - now;
    }
    return wait;
  }

  /** Counts a request that is made now. */
  void take() {
    if (limit.isEmpty()) {
      return;
    }
    long now = clock.currentTimeNanos();
    sum++;
    Entry last = entries.peekLast();
    if (last != null && now - last.at < MINUTE) {
      entries.pollLast();
      entries.addLast(new Entry(last.at, last.requests + 1));
    } else {
      entries.addLast(new Entry(now, 1));
    }
  }
}
