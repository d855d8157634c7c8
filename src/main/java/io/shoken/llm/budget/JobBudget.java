package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import io.shoken.console.Progress;
import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings;
import io.shoken.llm.Service;
import io.shoken.llm.budget.Messages.Grant;
import io.shoken.llm.budget.Messages.Message;
import io.shoken.llm.budget.Messages.Settlement;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.llm.budget.Messages.Update;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The driver's side of one job: grants reservations, counts progress and decides when to stop.
 * Executors reach it by its id through {@link BudgetPlugin} while it is open. Thread-safe; never
 * waits.
 */
public final class JobBudget implements AutoCloseable {

  private static final Map<String, JobBudget> OPEN = new ConcurrentHashMap<>();
  private static final Grant OVER = new Grant(List.of(), 0, false, true);

  private final String id = UUID.randomUUID().toString();
  private final Budget budget;
  private final Service service;
  private final Progress progress;
  private final int givenUpInARow;
  private final TimeMeter clock = TimeMeter.SYSTEM_NANOTIME;
  private final String block;
  private final Optional<Duration> length;
  private final LlmSettings.Limits limits;
  private final long startedAt = clock.currentTimeNanos();
  private int givenUp;
  private Stop doubt;
  private int doubts;
  private Stop stop;

  private JobBudget(
      String block,
      LlmSettings settings,
      SpendingCap cap,
      List<EarlierRequests> earlier,
      Service service,
      Progress progress) {
    Duration term = settings.timeouts().request().plusSeconds(30);
    this.budget = new Budget(settings.limits(), cap, earlier, term, clock);
    this.limits = settings.limits();
    this.block = block;
    this.length = settings.timeouts().job();
    this.service = service;
    this.progress = progress;
    this.givenUpInARow = settings.retries().givenUpInARow();
  }

  /**
   * Starts a job; its time begins to run.
   *
   * @param block of the settings, such as {@code translate}, for messages
   * @param earlier requests of the last 24 hours, the oldest first
   * @param service what executors are told to call
   * @param progress advances by one for each text that is done with
   */
  public static JobBudget open(
      String block,
      LlmSettings settings,
      SpendingCap cap,
      List<EarlierRequests> earlier,
      Service service,
      Progress progress) {
    JobBudget job = new JobBudget(block, settings, cap, earlier, service, progress);
    OPEN.put(job.id, job);
    return job;
  }

  /** What Spark's RPC thread calls. */
  static Serializable receive(Message message) {
    JobBudget job = OPEN.get(message.job());
    if (message instanceof Update update) {
      return job == null ? OVER : job.answer(update);
    }
    if (job == null) {
      throw new IllegalStateException("this job is over");
    }
    return job.service;
  }

  public String id() {
    return id;
  }

  public synchronized Optional<Stop> stop() {
    return Optional.ofNullable(stop);
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  private synchronized Grant answer(Update update) {
    update.settled().forEach(this::settle);
    budget.follow(update.limits());
    if (update.pauseMillis() > 0) {
      budget.pause(Duration.ofMillis(update.pauseMillis()));
    }
    if (stop == null) {
      stop = update.stop();
    }
    if (stop == null && nanosLeft() <= 0) {
      stop =
          new Stop(
              UserException.Kind.TRY_LATER,
              "%s.timeouts.job is over (%d s)%s"
                  .formatted(block, length.orElseThrow().toSeconds(), lastRefusal()));
    }
    if (stop != null) {
      return OVER;
    }
    Budget.Decision decision = budget.reserve(update.reserve());
    if (decision.spent()) {
      stop =
          new Stop(
              UserException.Kind.QUOTA,
              "the next call could pass %s.budget (%s are spent)".formatted(block, budget.spent()));
    }
    if (decision.dayIsUsed() && !limits.waitForDay()) {
      stop = dayIsUsed(decision.waitNanos());
    }
    long wait = Math.max(0, Math.min(decision.waitNanos(), nanosLeft()));
    return new Grant(decision.granted(), wait, decision.forSlot(), stop != null);
  }

  private Stop dayIsUsed(long nanos) {
    Instant next = Instant.now().plusNanos(nanos).truncatedTo(ChronoUnit.MINUTES);
    return new Stop(
        UserException.Kind.QUOTA,
        "%s.limits.requests-per-day = %d is used up; there is room again from %s (UTC) on, or set %s.limits.wait-for-day"
            .formatted(
                block,
                limits.requestsPerDay().orElseThrow(),
                next.plus(1, ChronoUnit.MINUTES),
                block));
  }

  private void settle(Settlement settled) {
    budget.settle(settled.reservation(), settled.used());
    switch (settled.ending()) {
      case ANSWERED -> {
        progress.advance(1);
        givenUp = 0;
        doubts = 0;
      }
      case REFUSED -> {
        progress.advance(1);
        doubt(settled.doubt());
      }
      case RETRIED -> {
        if (settled.doubt() != null) {
          doubt(settled.doubt());
        }
      }
      case GIVEN_UP -> {
        progress.advance(1);
        giveUp();
      }
      case LEFT -> {}
    }
  }

  /** Counts equal refusals that follow one another; the first that is different begins anew. */
  private void doubt(Stop refused) {
    doubts = refused.equals(doubt) ? doubts + 1 : 1;
    doubt = refused;
    if (doubts >= givenUpInARow && stop == null) {
      stop =
          new Stop(
              refused.kind(),
              "%d calls in a row were refused, %s".formatted(doubts, refused.reason()));
    }
  }

  private void giveUp() {
    if (++givenUp >= givenUpInARow && stop == null) {
      stop =
          new Stop(
              UserException.Kind.UNAVAILABLE,
              givenUp + " texts in a row were given up without an answer" + lastRefusal());
    }
  }

  private String lastRefusal() {
    return doubts == 0
        ? ""
        : "; the last %d calls were refused, %s".formatted(doubts, doubt.reason());
  }

  /** Until the job has to end; never where it may take as long as it likes. */
  private long nanosLeft() {
    return length
        .map(all -> startedAt + all.toNanos() - clock.currentTimeNanos())
        .orElse(Long.MAX_VALUE);
  }
}
