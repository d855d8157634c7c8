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

  /** "Too fast" says nothing about the text, so it is no attempt; but it must end some day. */
  private static final int MOST_TOO_FAST = 200;

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
                    .handleIf(thrown -> unwrapped(thrown) instanceof CallFailure)
                    .withMaxAttempts(-1) // a call that is not to be made again does not throw
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
    Request request =
        new Request(
            text, recipe.promptTokens(sourceTokens), recipe.maxOutput().tokensFor(sourceTokens));
    return policy
        .getStageAsync(
            () ->
                budget
                    .reserve(request.promptTokens + request.maxTokens)
                    .thenApplyAsync(lease -> new Call(lease, request).make(), calls))
        .exceptionally(Translator::leftOrThrown);
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

  /** A text on its way, and how often it was sent. Its attempts follow one another. */
  private static final class Request {
    final String text;
    final int promptTokens;
    final int maxTokens;
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger tooFast = new AtomicInteger();

    Request(String text, int promptTokens, int maxTokens) {
      this.text = text;
      this.promptTokens = promptTokens;
      this.maxTokens = maxTokens;
    }

    /** Whether it is given up after that failure. */
    boolean isLast(FailureKind kind, int attempts) {
      int waited = kind == FailureKind.TOO_FAST ? tooFast.incrementAndGet() : tooFast.get();
      return sent.get() - waited >= attempts || waited >= MOST_TOO_FAST;
    }
  }

  /** One attempt under one lease. */
  private final class Call {
    private final long lease;
    private final Request request;
    private final long startedAt = System.nanoTime();

    Call(long lease, Request request) {
      this.lease = lease;
      this.request = request;
    }

    /**
     * @throws CallFailure if another attempt is to be made
     */
    Optional<Translation> make() {
      inFlight.incrementAndGet();
      request.sent.incrementAndGet();
      try {
        Answer answer = client.ask(request.text, request.promptTokens, request.maxTokens);
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
          pause(failure);
          if (!request.isLast(failure.kind(), retries.attempts())) {
            settleLost(Ending.ASKED_AGAIN);
            throw failure;
          }
          settleLost(Ending.GIVEN_UP);
          yield Optional.of(new Failed(failure.reason(), null, cost(0, 0)));
        }
        case JOB -> {
          budget.stop(failure.kind().userKind(), failure.reason());
          budget.settle(lease, 0, Ending.LEFT);
          yield Optional.empty();
        }
        case ROW_REJECTED -> {
          settleLost(Ending.ANSWERED);
          yield Optional.of(new Rejected(failure.reason(), null, cost(0, 0)));
        }
        case ROW_FAILED -> {
          settleLost(Ending.ANSWERED);
          yield Optional.of(new Failed(failure.reason(), null, cost(0, 0)));
        }
      };
    }

    /** What a call without an answer used is unknown; its prompt was most likely read. */
    private void settleLost(Ending ending) {
      budget.settle(lease, request.promptTokens, ending);
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
      return new Cost(inputTokens, outputTokens, request.sent.get(), millis);
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

  /** A cancelled reservation means that the job stopped; everything else is a bug. */
  private static Optional<Translation> leftOrThrown(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
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
