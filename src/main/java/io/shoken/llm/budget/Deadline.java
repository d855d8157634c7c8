package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import io.shoken.core.UserException;
import io.shoken.llm.budget.Messages.Stop;
import java.time.Duration;

/** When a job has to end by its settings. */
record Deadline(Duration length, long endsAt, TimeMeter clock) {

  static Deadline in(Duration length, TimeMeter clock) {
    return new Deadline(length, clock.currentTimeNanos() + length.toNanos(), clock);
  }

  boolean isOver() {
    return left() <= 0;
  }

  /** A wait that does not last beyond the end. */
  long cut(long waitNanos) {
    return Math.max(0, Math.min(waitNanos, left()));
  }

  Stop stop() {
    return new Stop(
        UserException.Kind.TRY_LATER,
        "translate.timeouts.job is over (" + length.toSeconds() + " s)");
  }

  private long left() {
    return endsAt - clock.currentTimeNanos();
  }
}
