package io.shoken.testkit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that the test turns. */
public final class TurnedClock implements TimeMeter {
  private long nanos = 7_000_000_000L;

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }

  public void turn(Duration by) {
    nanos += by.toNanos();
  }

  public void turnNanos(long by) {
    nanos += by;
  }
}
