package io.shoken.llm.budget;

import io.github.bucket4j.TimeMeter;
import io.shoken.console.Progress;
import io.shoken.core.UserException;
import io.shoken.llm.budget.Messages.Ask;
import io.shoken.llm.budget.Messages.Ending;
import io.shoken.llm.budget.Messages.Message;
import io.shoken.llm.budget.Messages.Service;
import io.shoken.llm.budget.Messages.Settled;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.llm.budget.Messages.Told;
import io.shoken.translate.TranslateSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The driver's side of one job: budget, progress and the decision to stop. Executors reach it by
 * its id while it is open. Thread-safe; answers at once.
 */
public final class JobBudget implements AutoCloseable {

  private static final Map<String, JobBudget> OPEN = new ConcurrentHashMap<>();
  private static final Told OVER = new Told(List.of(), 0, false, true);

  private final String id = UUID.randomUUID().toString();
  private final Budget budget;
  private final Service service;
  private final Progress progress;
  private final int givenUpInARow;
  private final Optional<Deadline> deadline;
  private int givenUp;
  private Stop stop;

  private JobBudget(TranslateSettings settings, Purse purse, Service service, Progress progress) {
    TimeMeter clock = TimeMeter.SYSTEM_NANOTIME;
    Duration term = settings.timeouts().request().plusSeconds(30);
    this.budget = new Budget(settings.limits(), purse, term, clock);
    this.deadline = settings.timeouts().job().map(length -> Deadline.in(length, clock));
    this.service = service;
    this.progress = progress;
    this.givenUpInARow = settings.retries().givenUpInARow();
  }

  public static JobBudget open(
      TranslateSettings settings, Purse purse, Service service, Progress progress) {
    JobBudget job = new JobBudget(settings, purse, service, progress);
    OPEN.put(job.id, job);
    return job;
  }

  /** What Spark's RPC thread calls. */
  static Serializable receive(Message message) {
    JobBudget job = OPEN.get(message.job());
    if (message instanceof Ask ask) {
      return job == null ? OVER : job.told(ask);
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

  private synchronized Told told(Ask ask) {
    ask.settled().forEach(this::settle);
    budget.heard(ask.heard());
    if (ask.pauseMillis() > 0) {
      budget.pause(Duration.ofMillis(ask.pauseMillis()));
    }
    if (stop == null) {
      stop = ask.stop();
    }
    if (stop == null) {
      stop = deadline.filter(Deadline::isOver).map(Deadline::stop).orElse(null);
    }
    if (stop != null) {
      return OVER;
    }
    Budget.Decision decision = budget.reserve(ask.reserve());
    if (decision.spent()) {
      stop =
          new Stop(
              UserException.Kind.QUOTA,
              "the next call could pass translate.budget (" + budget.spent() + " are spent)");
    }
    long wait = deadline.map(d -> d.cut(decision.waitNanos())).orElse(decision.waitNanos());
    return new Told(decision.leases(), wait, decision.forSlot(), stop != null);
  }

  private void settle(Settled settled) {
    budget.settle(settled.lease(), settled.used());
    if (settled.ending() == Ending.ANSWERED || settled.ending() == Ending.GIVEN_UP) {
      progress.advance(1);
    }
    if (settled.ending() == Ending.ANSWERED) {
      givenUp = 0;
    } else if (settled.ending() == Ending.GIVEN_UP && ++givenUp >= givenUpInARow && stop == null) {
      stop =
          new Stop(
              UserException.Kind.UNAVAILABLE,
              givenUp + " texts in a row were given up without an answer");
    }
  }
}
