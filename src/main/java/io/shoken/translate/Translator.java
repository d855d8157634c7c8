package io.shoken.translate;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.shoken.sandbox.ChatTokens;
import io.shoken.translate.ChatClient.Answer;
import io.shoken.translate.FailureKind.Scope;
import io.shoken.translate.Messages.Ending;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.Translation.Cost;
import io.shoken.translate.Translation.Failed;
import io.shoken.translate.Translation.Rejected;
import io.shoken.translate.Translation.Translated;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way of one text: reserve, call, settle, and again where that is worth it. One per executor
 * and job, shared by its tasks. Thread-safe.
 */
final class Translator implements AutoCloseable {

  private final Recipe recipe;
  private final Retries retries;
  private final ChatClient client;
  private final BudgetClient budget;
  private final ExecutorService calls = Executors.newCachedThreadPool(daemon("translate-call"));
  private final ScheduledExecutorService delays =
      Executors.newSingleThreadScheduledExecutor(daemon("translate-delay"));
  private final FailsafeExecutor<Optional<Translation>> policy;
  private final AtomicInteger inFlight = new AtomicInteger();

  Translator(Recipe recipe, Retries retries, ChatClient client, BudgetClient budget) {
    this.recipe = recipe;
    this.retries = retries;
    this.client = client;
    this.budget = budget;
    this.policy =
        Failsafe.with(
                RetryPolicy.<Optional<Translation>>builder()
                    .handleIf(Translator::isTransient)
                    .withMaxAttempts(retries.attempts())
                    .withBackoff(retries.firstDelay(), retries.maxDelay())
                    .withJitter(0.25)
                    .build())
            .with(delays);
  }

  /**
   * Asks for a text's Japanese.
   *
   * @return how it ended; empty if the job stopped and the text is left for another run
   */
  CompletableFuture<Optional<Translation>> translate(String text) {
    int sourceTokens = ChatTokens.of(text);
    int promptTokens = recipe.promptTokens(sourceTokens);
    int maxTokens = recipe.maxOutput().tokensFor(sourceTokens);
    AtomicInteger attempts = new AtomicInteger();
    return policy
        .getStageAsync(
            () ->
                budget
                    .reserve(promptTokens + maxTokens)
                    .thenApplyAsync(
                        lease ->
                            new Call(
                                    lease,
                                    text,
                                    promptTokens,
                                    maxTokens,
                                    attempts.incrementAndGet())
                                .make(),
                        calls))
        .exceptionally(thrown -> givenUp(thrown, attempts.get()));
  }

  /** Whether the job has stopped and no call is under way, so that nothing more will come. */
  boolean isIdleForGood() {
    return budget.stopped() && inFlight.get() == 0;
  }

  boolean isStopped() {
    return budget.stopped();
  }

  @Override
  public void close() {
    delays.shutdownNow();
    calls.shutdown();
    try {
      calls.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    budget.close();
    client.close();
  }

  /** One attempt under one lease. */
  private final class Call {
    private final long lease;
    private final String text;
    private final int promptTokens;
    private final int maxTokens;
    private final int attempt;
    private final long startedAt = System.nanoTime();

    Call(long lease, String text, int promptTokens, int maxTokens, int attempt) {
      this.lease = lease;
      this.text = text;
      this.promptTokens = promptTokens;
      this.maxTokens = maxTokens;
      this.attempt = attempt;
    }

    /**
     * @throws CallFailure if it is worth another attempt, or the attempts are used up
     */
    Optional<Translation> make() {
      inFlight.incrementAndGet();
      try {
        Answer answer = client.ask(text, promptTokens, maxTokens);
        budget.settle(lease, answer.inputTokens() + answer.outputTokens(), Ending.ANSWERED);
        return Optional.of(judge(answer, cost(answer.inputTokens(), answer.outputTokens())));
      } catch (CallFailure failure) {
        return failed(failure);
      } finally {
        inFlight.decrementAndGet();
      }
    }

    private Optional<Translation> failed(CallFailure failure) {
      return switch (failure.kind().scope()) {
        case TRANSIENT -> {
          // What a lost call used is unknown; its prompt was most likely read.
          boolean last = attempt >= retries.attempts();
          pause(failure);
          budget.settle(lease, promptTokens, last ? Ending.GIVEN_UP : Ending.ASKED_AGAIN);
          throw failure;
        }
        case JOB -> {
          budget.stop(failure.kind().userKind(), failure.reason());
          budget.settle(lease, 0, Ending.LEFT);
          yield Optional.empty();
        }
        case ROW_REJECTED -> {
          budget.settle(lease, promptTokens, Ending.ANSWERED);
          yield Optional.of(new Rejected(failure.reason(), null, cost(0, 0)));
        }
        case ROW_FAILED -> {
          budget.settle(lease, promptTokens, Ending.ANSWERED);
          yield Optional.of(new Failed(failure.reason(), null, cost(0, 0)));
        }
      };
    }

    private void pause(CallFailure failure) {
      Duration asked = failure.retryAfter();
      if (!asked.isZero()) {
        Duration most = retries.maxRetryAfter();
        budget.pause(asked.compareTo(most) < 0 ? asked : most);
      }
    }

    private Cost cost(long inputTokens, long outputTokens) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      return new Cost(inputTokens, outputTokens, attempt, millis);
    }
  }

  /** What an answer is worth; later checks of its text belong here. */
  static Translation judge(Answer answer, Cost cost) {
    String finish = answer.finishReason();
    FailureKind bad =
        switch (finish) {
          case "content_filter" -> FailureKind.CONTENT_FILTER;
          case "length" -> FailureKind.CUT_SHORT;
          case "stop" ->
              answer.refusal()
                  ? FailureKind.REFUSAL
                  : answer.content() == null || answer.content().isEmpty()
                      ? FailureKind.EMPTY_ANSWER
                      : null;
          default -> FailureKind.ODD_FINISH;
        };
    if (bad == null) {
      return new Translated(answer.content(), finish, cost);
    }
    String known = bad == FailureKind.ODD_FINISH ? null : finish;
    return bad.scope() == Scope.ROW_REJECTED
        ? new Rejected(bad.key(), known, cost)
        : new Failed(bad.key(), known, cost);
  }

  private static boolean isTransient(Optional<Translation> unused, Throwable thrown) {
    return unwrapped(thrown) instanceof CallFailure failure
        && failure.kind().scope() == Scope.TRANSIENT;
  }

  private static Optional<Translation> givenUp(Throwable thrown, int attempts) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof CallFailure failure) {
      return Optional.of(new Failed(failure.reason(), null, new Cost(0, 0, attempts, 0)));
    }
    if (cause instanceof CancellationException) {
      return Optional.empty();
    }
    throw new CompletionException(cause);
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
