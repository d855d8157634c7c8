package io.shoken.translate;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings.Retries;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.budget.BudgetClient;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Ending;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.llm.call.CallFailure;
import io.shoken.llm.call.ChatAnswer;
import io.shoken.llm.call.ChatClient;
import io.shoken.llm.call.TokenUsage;
import io.shoken.translate.answer.AnswerJudge;
import io.shoken.translate.answer.Translation;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Rejected;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.PrivacyFilter;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates single texts: filters the text, reserves budget, calls, judges the answer, settles the
 * budget, and retries where that may help. One per executor and job, shared by its tasks.
 * Thread-safe.
 */
final class Translator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Translator.class);

  private final Recipe recipe;
  private final Retries retries;
  private final ChatClient client;
  private final BudgetClient budget;
  private final PrivacyFilter filter;
  private final AnswerJudge judge;
  private final DoubleSupplier jitter;
  private final ExecutorService calls = Executors.newCachedThreadPool(daemon("translate-call"));
  private final RetryLoop loop;
  private final CallsInFlight inFlight = new CallsInFlight();
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param jitter from 0 to 1, drawn anew for each pause
   */
  Translator(
      Recipe recipe,
      Retries retries,
      ChatClient client,
      BudgetClient budget,
      PrivacyFilter filter,
      AnswerJudge judge,
      DoubleSupplier jitter) {
    this.jitter = jitter;
    this.recipe = recipe;
    this.retries = retries;
    this.client = client;
    this.budget = budget;
    this.filter = filter;
    this.judge = judge;
    this.loop = new RetryLoop(retries);
  }

  /** Takes the outcome of a text, and returns when it is safe on disk. */
  interface Keeper {
    /**
     * Keeps it.
     *
     * @throws IOException if it may be lost
     */
    void keep(Translation translation) throws IOException;
  }

  /**
   * Translates a text.
   *
   * @param source the text with what is known of it
   * @param keeper takes the outcome, once, before the call's reservation is settled
   * @return whether it was kept; false if the job stopped first, and the text is left for another
   *     run
   */
  CompletableFuture<Boolean> translate(Source source, Keeper keeper) {
    OutgoingText whole = filter.apply(source.text(), source.context());
    Optional<Rejected> rejection = Rejected.unsent(whole);
    if (rejection.isPresent()) {
      return CompletableFuture.completedFuture(kept(keeper, rejection.get()));
    }
    TextInFlight text = new TextInFlight(recipe, source, whole, keeper);
    Optional<Translated> uncalled = Translated.withoutCall(text.outgoing);
    if (uncalled.isPresent()) {
      Translation judged = judge.judge(text.outgoing, uncalled.get());
      if (!AnswerJudge.isFaulty(judged)) {
        return CompletableFuture.completedFuture(kept(keeper, judged));
      }
      text.remember(judged);
      text.sendsWholeNext();
    }
    return loop.run(
        () ->
            budget
                .reserve(text.estimate())
                .thenApplyAsync(reservation -> new Call(reservation, text).make(), calls),
        () -> keptDoubtful(text));
  }

  /** Whether the job has stopped and no call is in flight, so that no further outcome comes. */
  boolean isIdleForGood() {
    return budget.stopped() && inFlight.none();
  }

  boolean isStopped() {
    return budget.stopped();
  }

  @Override
  public void close() {
    loop.close();
    calls.shutdown();
    try {
      calls.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    budget.close();
    client.close();
  }

  /** One attempt under one reservation. */
  private final class Call {
    private final long reservation;
    private final TextInFlight text;
    private final long startedAt = System.nanoTime();

    Call(long reservation, TextInFlight text) {
      this.reservation = reservation;
      this.text = text;
    }

    /**
     * @throws CallFailure if another attempt is to be made
     */
    boolean make() {
      inFlight.started();
      text.sent.incrementAndGet();
      try {
        ChatAnswer answer = client.ask(text.conversation.request());
        inFlight.answered();
        warnOfUsage(answer);
        Used used = Used.answered(answer.inputTokens(), answer.outputTokens());
        Cost cost = cost(answer.usage());
        Translation judged = Translation.of(answer, cost);
        if (judged instanceof Translated translated) {
          judged = judge.judge(text.outgoing, translated);
          if (AnswerJudge.isFaulty(judged) && text.retriesFor(judged, judge.retries())) {
            text.remember(judged);
            throw retry(used, answer.limits());
          }
        } else if (text.sendsWholeNext()) {
          throw retry(used, answer.limits());
        }
        return end(judged, used, Ending.ANSWERED, answer.limits());
      } catch (CallFailure failure) {
        return failed(failure);
      } finally {
        inFlight.ended();
      }
    }

    private boolean failed(CallFailure failure) {
      CallEstimate estimate = text.estimate();
      Used used = failure.lost() ? Used.lost(estimate) : Used.refused(estimate.promptTokens());
      return switch (failure.kind().scope()) {
        case TRANSIENT -> {
          pause(failure);
          if (!text.isLast(failure.kind(), retries.attempts())) {
            budget.settle(reservation, used, Ending.RETRIED, failure.limits(), doubt(failure));
            throw failure;
          }
          yield end(unusable(failure), used, Ending.GIVEN_UP, failure.limits());
        }
        case JOB -> {
          budget.stop(
              failure.kind().userKind(),
              failure.reason() + failure.kind().remedy(Translate.COMMAND));
          budget.settle(reservation, new Used(0, 0, 0), Ending.LEFT, ServiceLimits.UNKNOWN);
          yield keptDoubtful(text);
        }
        case ROW_REJECTED, ROW_FAILED -> {
          if (text.sendsWholeNext()) {
            throw retry(used, failure.limits());
          }
          if (!failure.kind().stopsJobInARow()) {
            yield end(unusable(failure), used, Ending.ANSWERED, failure.limits());
          }
          budget.settle(reservation, used, Ending.REFUSED, failure.limits(), doubt(failure));
          yield inFlight.refusalConcernsText(budget::stopped)
              && kept(text.keeper, unusable(failure));
        }
      };
    }

    private Stop doubt(CallFailure failure) {
      return failure.kind().stopsJobInARow()
          ? new Stop(
              failure.kind().userKind(),
              failure.reason() + failure.kind().remedy(Translate.COMMAND))
          : null;
    }

    private void warnOfUsage(ChatAnswer answer) {
      if (!answer.usage().credible() && warned.compareAndSet(false, true)) {
        LOG.warn(
            "the usage that the endpoint reports is not credible: {} tokens in and {} out are"
                + " charged for a request of {} tokens by our count",
            answer.inputTokens(),
            answer.outputTokens(),
            text.conversation.promptTokens());
      }
    }

    private RetryLoop.Retry retry(Used used, ServiceLimits limits) {
      budget.settle(reservation, used, Ending.RETRIED, limits);
      return new RetryLoop.Retry();
    }

    private Translation unusable(CallFailure failure) {
      return Translation.unusable(failure.kind(), failure.reason(), null, cost(TokenUsage.NONE));
    }

    /** Keeps the text's outcome, and only then settles the reservation. */
    private boolean end(Translation translation, Used used, Ending ending, ServiceLimits limits) {
      boolean kept = kept(text.keeper, text.best(translation));
      budget.settle(reservation, used, kept ? ending : Ending.LEFT, limits);
      return kept;
    }

    /**
     * Pauses the job as long as asked and up to a tenth longer, so that calls do not resume at
     * once.
     */
    private void pause(CallFailure failure) {
      Duration asked = failure.retryAfter();
      if (!asked.isZero()) {
        Duration most = retries.maxRetryAfter();
        Duration capped = asked.compareTo(most) < 0 ? asked : most;
        budget.pause(capped.plusMillis(Math.round(jitter.getAsDouble() * capped.toMillis() / 10)));
      }
    }

    private Cost cost(TokenUsage call) {
      TokenUsage all = text.used.updateAndGet(call::plus);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      return new Cost(all, text.sent.get(), millis);
    }
  }

  /** Keeps the doubtful answer of a text whose retry was never made; false if there is none. */
  private boolean keptDoubtful(TextInFlight text) {
    return text.doubtful().map(answer -> kept(text.keeper, answer)).orElse(false);
  }

  /** Whether the outcome is safe on disk; the job stops if it is not. */
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

  static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
