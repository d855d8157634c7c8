package io.shoken.translate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Counts an executor's calls in flight and answers, and tells by them whether a refusal concerns
 * one text or the whole job. Thread-safe.
 */
final class CallsInFlight {

  private static final int MILLIS = 100;

  /** How often in a row no other call may be in flight before a refusal concerns the text. */
  private static final int TIMES_ALONE = 5;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong answers = new AtomicLong();

  void started() {
    calls.incrementAndGet();
  }

  void answered() {
    answers.incrementAndGet();
  }

  void ended() {
    calls.decrementAndGet();
  }

  boolean none() {
    return calls.get() == 0;
  }

  /**
   * Waits, within a call that was refused, until it shows whether the refusal concerns the text or
   * the job: another text is answered, or the job stops. Where all calls in flight wait like this,
   * it concerns the text.
   *
   * @return false if it concerns the job, or the thread was interrupted
   */
  boolean refusalConcernsText(BooleanSupplier stopped) {
    long before = answers.get();
    waiting.incrementAndGet();
    try {
      for (int alone = 0; alone < TIMES_ALONE && answers.get() == before; ) {
        if (stopped.getAsBoolean()) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(MILLIS);
        alone = waiting.get() >= calls.get() ? alone + 1 : 0;
      }
      return !stopped.getAsBoolean() || answers.get() > before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }
}
