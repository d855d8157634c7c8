package io.shoken.translate;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.call.CallFailure;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Makes attempts until one ends with a result, with growing delays between them: 1 s, 2 s, 4 s, ...
 * up to {@code max-delay}, each a quarter longer or shorter at random. An attempt asks for another
 * by throwing a {@link CallFailure} or a {@link Retry}. Thread-safe.
 */
final class RetryLoop implements AutoCloseable {

  /** Thrown to retry a text because its answer is faulty. */
  static final class Retry extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Retry() {
      super("retried", null, false, false);
    }
  }

  private final ScheduledExecutorService delays =
      Executors.newSingleThreadScheduledExecutor(Translator.daemon("translate-delay"));
  private final FailsafeExecutor<Boolean> policy;

  RetryLoop(Retries retries) {
    this.policy =
        Failsafe.with(
                RetryPolicy.<Boolean>builder()
                    .handleIf(RetryLoop::isToBeRetried)
                    .withMaxAttempts(-1) // an attempt that is the last one does not throw
                    .withBackoff(retries.firstDelay(), retries.maxDelay())
                    .withJitter(0.25)
                    .build())
            .with(delays);
  }

  /**
   * Makes attempts.
   *
   * @param attempt one attempt; its stage is cancelled if the job stops before it has a reservation
   * @param stopped gives the result in that case
   * @return the result of the last attempt
   */
  CompletableFuture<Boolean> run(
      Supplier<CompletionStage<Boolean>> attempt, Supplier<Boolean> stopped) {
    return policy
        .getStageAsync(attempt::get)
        .exceptionally(thrown -> stoppedOrThrown(thrown, stopped));
  }

  @Override
  public void close() {
    delays.shutdownNow();
  }

  private static boolean isToBeRetried(Throwable thrown) {
    return unwrapped(thrown) instanceof CallFailure || unwrapped(thrown) instanceof Retry;
  }

  /** A cancelled reservation means that the job stopped; everything else is a bug. */
  private static boolean stoppedOrThrown(Throwable thrown, Supplier<Boolean> stopped) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof CancellationException) {
      return stopped.get();
    }
    throw new CompletionException(cause);
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
