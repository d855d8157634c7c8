package io.shoken.translate;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.shoken.report.UserException;
import io.shoken.sandbox.ChatTokens;
import io.shoken.translate.ChatClient.Answer;
import io.shoken.translate.FailureKind.Scope;
import io.shoken.translate.Messages.Ending;
import io.shoken.translate.Messages.Heard;
import io.shoken.translate.Messages.Used;
import io.shoken.translate.Messages.Wish;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.Translation.Cost;
import io.shoken.translate.Translation.Failed;
import io.shoken.translate.Translation.Rejected;
import io.shoken.translate.Translation.Translated;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

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
  private final DoubleSupplier jitter;
  private final ExecutorService calls = Executors.newCachedThreadPool(daemon("translate-call"));
  private final ScheduledExecutorService delays =
      Executors.newSingleThreadScheduledExecutor(daemon("translate-delay"));
  private final FailsafeExecutor<Boolean> policy;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * @param jitter from 0 to 1, drawn anew for each pause
   */
  Translator(
      Recipe recipe,
      Retries retries,
      ChatClient client,
      BudgetClient budget,
      DoubleSupplier jitter) {
    this.jitter = jitter;
    this.recipe = recipe;
    this.retries = retries;
    this.client = client;
    this.budget = budget;
    this.policy =
        Failsafe.with(
                RetryPolicy.<Boolean>builder()
                    .handleIf(thrown -> unwrapped(thrown) instanceof CallFailure)
                    .withMaxAttempts(-1) // a call that is not to be made again does not throw
                    .withBackoff(retries.firstDelay(), retries.maxDelay())
                    .withJitter(0.25)
                    .build())
            .with(delays);
  }

  /** Takes what became of a text, and returns when it is safe. */
  interface Keeper {
    /**
     * Keeps it.
     *
     * @throws IOException if it may be lost
     */
    void keep(Translation translation) throws IOException;
  }

  /**
   * Asks for a text's Japanese.
   *
   * @param keeper is given what became of it, once, before the call counts as ended
   * @return whether it was kept; false if the job stopped and the text is left for another run
   */
  CompletableFuture<Boolean> translate(String text, Keeper keeper) {
    int sourceTokens = ChatTokens.of(text);
    Wish wish =
        new Wish(recipe.promptTokens(sourceTokens), recipe.maxOutput().tokensFor(sourceTokens));
    Request request = new Request(text, wish, keeper);
    return policy
        .getStageAsync(
            () ->
                budget
                    .reserve(wish)
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
    final Wish wish;
    final Keeper keeper;
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger tooFast = new AtomicInteger();

    Request(String text, Wish wish, Keeper keeper) {
      this.text = text;
      this.wish = wish;
      this.keeper = keeper;
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
    boolean make() {
      inFlight.incrementAndGet();
      request.sent.incrementAndGet();
      try {
        Wish wish = request.wish;
        Answer answer = client.ask(request.text, wish.promptTokens(), wish.maxTokens());
        Used used = Used.answered(answer.inputTokens(), answer.outputTokens());
        Cost cost = cost(answer.inputTokens(), answer.outputTokens());
        return end(judge(answer, cost), used, Ending.ANSWERED, answer.heard());
      } catch (CallFailure failure) {
        return failed(failure);
      } finally {
        inFlight.decrementAndGet();
      }
    }

    private boolean failed(CallFailure failure) {
      Used used =
          failure.lost() ? Used.lost(request.wish) : Used.refused(request.wish.promptTokens());
      return switch (failure.kind().scope()) {
        case TRANSIENT -> {
          pause(failure);
          if (!request.isLast(failure.kind(), retries.attempts())) {
            budget.settle(lease, used, Ending.ASKED_AGAIN, failure.heard());
            throw failure;
          }
          Failed failed = new Failed(failure.reason(), null, cost(0, 0));
          yield end(failed, used, Ending.GIVEN_UP, failure.heard());
        }
        case JOB -> {
          budget.stop(failure.kind().userKind(), failure.reason());
          budget.settle(lease, new Used(0, 0, 0), Ending.LEFT, Heard.NOTHING);
          yield false;
        }
        case ROW_REJECTED -> {
          Rejected rejected = new Rejected(failure.reason(), null, cost(0, 0));
          yield end(rejected, used, Ending.ANSWERED, failure.heard());
        }
        case ROW_FAILED -> {
          Failed failed = new Failed(failure.reason(), null, cost(0, 0));
          yield end(failed, used, Ending.ANSWERED, failure.heard());
        }
      };
    }

    /** Keeps what became of the text, and only then gives the lease back. */
    private boolean end(Translation translation, Used used, Ending ending, Heard heard) {
      try {
        request.keeper.keep(translation);
      } catch (IOException e) {
        budget.stop(
            UserException.Kind.UNAVAILABLE,
            "the journal cannot be written (" + e.getClass().getSimpleName() + ")");
        budget.settle(lease, used, Ending.LEFT, heard);
        return false;
      }
      budget.settle(lease, used, ending, heard);
      return true;
    }

    /** The whole job waits as long as asked and up to a tenth longer, so that not all come back. */
    private void pause(CallFailure failure) {
      Duration asked = failure.retryAfter();
      if (!asked.isZero()) {
        Duration most = retries.maxRetryAfter();
        Duration capped = asked.compareTo(most) < 0 ? asked : most;
        budget.pause(capped.plusMillis(Math.round(jitter.getAsDouble() * capped.toMillis() / 10)));
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
  private static boolean leftOrThrown(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof CancellationException) {
      return false;
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
