package io.shoken.translate;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.shoken.core.UserException;
import io.shoken.llm.budget.BudgetClient;
import io.shoken.llm.budget.Messages.Ending;
import io.shoken.llm.budget.Messages.Heard;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.llm.budget.Messages.Wish;
import io.shoken.llm.call.CallFailure;
import io.shoken.llm.call.ChatClient;
import io.shoken.llm.call.ChatClient.Answer;
import io.shoken.translate.TranslateSettings.Retries;
import io.shoken.translate.answer.Examiner;
import io.shoken.translate.answer.Examiner.Outgoing;
import io.shoken.translate.answer.Translation;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.io.IOException;
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
import java.util.function.DoubleSupplier;

/**
 * The way of one text: reserve, call, settle, and again where that is worth it. One per executor
 * and job, shared by its tasks. Thread-safe.
 */
final class Translator implements AutoCloseable {

  private final Recipe recipe;
  private final Retries retries;
  private final ChatClient client;
  private final BudgetClient budget;
  private final Examiner examiner;
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
      Examiner examiner,
      DoubleSupplier jitter) {
    this.jitter = jitter;
    this.recipe = recipe;
    this.retries = retries;
    this.client = client;
    this.budget = budget;
    this.examiner = examiner;
    this.policy =
        Failsafe.with(
                RetryPolicy.<Boolean>builder()
                    .handleIf(Translator::isToBeAskedAgain)
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
   * @param source the text with what is known of it
   * @param keeper is given what became of it, once, before the call counts as ended
   * @return whether it was kept; false if the job stopped and the text is left for another run
   */
  CompletableFuture<Boolean> translate(Source source, Keeper keeper) {
    Outgoing whole = examiner.outgoing(source.text(), source.context());
    Optional<Rejected> rejection = whole.rejection();
    if (rejection.isPresent()) {
      return CompletableFuture.completedFuture(kept(keeper, rejection.get()));
    }
    Request request = new Request(recipe, source, whole, keeper);
    Optional<Translated> uncalled = request.outgoing.answerWithoutCall();
    if (uncalled.isPresent()) {
      Translation judged = examiner.incoming(request.outgoing, uncalled.get());
      if (judged instanceof Translated) {
        return CompletableFuture.completedFuture(kept(keeper, judged));
      }
      request.sendsWholeNext();
    }
    return policy
        .getStageAsync(
            () ->
                budget
                    .reserve(request.wish())
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
        Answer answer = client.ask(request.conversation, request.conversation.maxTokens());
        Used used = Used.answered(answer.inputTokens(), answer.outputTokens());
        Cost cost = cost(answer.inputTokens(), answer.outputTokens());
        Translation judged = Translation.of(answer, cost);
        if (judged instanceof Translated translated) {
          judged = examiner.incoming(request.outgoing, translated);
          if (judged instanceof Rejected rejected && request.again(rejected, examiner.askAgain())) {
            throw askAgain(used, answer.heard());
          }
        } else if (request.sendsWholeNext()) {
          throw askAgain(used, answer.heard());
        }
        return end(judged, used, Ending.ANSWERED, answer.heard());
      } catch (CallFailure failure) {
        return failed(failure);
      } finally {
        inFlight.decrementAndGet();
      }
    }

    private boolean failed(CallFailure failure) {
      Wish wish = request.wish();
      Used used = failure.lost() ? Used.lost(wish) : Used.refused(wish.promptTokens());
      return switch (failure.kind().scope()) {
        case TRANSIENT -> {
          pause(failure);
          if (!request.isLast(failure.kind(), retries.attempts())) {
            budget.settle(lease, used, Ending.ASKED_AGAIN, failure.heard());
            throw failure;
          }
          yield end(unusable(failure), used, Ending.GIVEN_UP, failure.heard());
        }
        case JOB -> {
          budget.stop(failure.kind().userKind(), failure.reason());
          budget.settle(lease, new Used(0, 0, 0), Ending.LEFT, Heard.NOTHING);
          yield false;
        }
        case ROW_REJECTED, ROW_FAILED -> {
          if (request.sendsWholeNext()) {
            throw askAgain(used, failure.heard());
          }
          yield end(unusable(failure), used, Ending.ANSWERED, failure.heard());
        }
      };
    }

    private AskAgain askAgain(Used used, Heard heard) {
      budget.settle(lease, used, Ending.ASKED_AGAIN, heard);
      return new AskAgain();
    }

    private Translation unusable(CallFailure failure) {
      return Translation.unusable(failure.kind(), failure.reason(), null, cost(0, 0));
    }

    /** Keeps what became of the text, and only then gives the lease back. */
    private boolean end(Translation translation, Used used, Ending ending, Heard heard) {
      boolean kept = kept(request.keeper, translation);
      budget.settle(lease, used, kept ? ending : Ending.LEFT, heard);
      return kept;
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
      long input = request.inputTokens.addAndGet(inputTokens);
      long output = request.outputTokens.addAndGet(outputTokens);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      return new Cost(input, output, request.sent.get(), millis);
    }
  }

  /** Whether it is safe; the job stops where nothing is. */
  private boolean kept(Keeper keeper, Translation translation) {
    try {
      keeper.keep(translation);
      return true;
    } catch (IOException e) {
      budget.stop(
          UserException.Kind.UNAVAILABLE,
          "the journal cannot be written (" + e.getClass().getSimpleName() + ")");
      return false;
    }
  }

  /** The answer's text is faulty; thrown to have the text asked for again. */
  private static final class AskAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskAgain() {
      super("asked again", null, false, false);
    }
  }

  private static boolean isToBeAskedAgain(Throwable thrown) {
    return unwrapped(thrown) instanceof CallFailure || unwrapped(thrown) instanceof AskAgain;
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
