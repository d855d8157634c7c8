package io.shoken.llm.budget;

import io.shoken.core.UserException;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Ending;
import io.shoken.llm.budget.Messages.Grant;
import io.shoken.llm.budget.Messages.Message;
import io.shoken.llm.budget.Messages.Settlement;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.llm.budget.Messages.Update;
import io.shoken.llm.budget.Messages.Used;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An executor's side of the budget, shared by its tasks: one thread sends the driver all waiting
 * calls and all settlements since its last message, in one message. No reservation is held in
 * stock, so an idle executor keeps nothing from the others. Thread-safe.
 */
public final class BudgetClient implements AutoCloseable {

  /** How the driver is reached. */
  public interface Line {
    Serializable ask(Message message) throws IOException;
  }

  /** Settlements alone wait this long for company. */
  private static final long GATHER_NANOS = Duration.ofMillis(10).toNanos();

  /** The driver takes at most this many calls at once. */
  private static final int MOST_CALLS = 256;

  private record Waiting(CallEstimate call, CompletableFuture<Long> reservation) {}

  private final String job;
  private final Line line;
  private final Thread carrier;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private List<Settlement> settled = new ArrayList<>();
  private ServiceLimits limits = ServiceLimits.UNKNOWN;
  private long pauseMillis;
  private Stop stop;
  private long quietUntil = System.nanoTime();
  private boolean slotEndsQuiet;
  private boolean closed;
  private volatile boolean stopped;

  public BudgetClient(String job, Line line) {
    this.job = job;
    this.line = line;
    this.carrier = new Thread(this::carry, "translate-budget");
    this.carrier.setDaemon(true);
    this.carrier.start();
  }

  /**
   * Asks for a call's share of the limits.
   *
   * @return the reservation's id when it is granted; cancelled if the job stops before
   */
  public CompletableFuture<Long> reserve(CallEstimate call) {
    CompletableFuture<Long> reservation = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopped || closed) {
        reservation.cancel(false);
      } else {
        waiting.addLast(new Waiting(call, reservation));
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    return reservation;
  }

  /** Says how a call ended, what it used, and what the service said of its limits. */
  public void settle(long reservation, Used used, Ending ending, ServiceLimits said) {
    settle(reservation, used, ending, said, null);
  }

  /**
   * As {@link #settle(long, Used, Ending, ServiceLimits)}.
   *
   * @param doubt why the job stops if the service goes on to refuse in this way; null if it does
   *     not
   */
  public void settle(long reservation, Used used, Ending ending, ServiceLimits said, Stop doubt) {
    lock.lock();
    try {
      settled.add(new Settlement(reservation, used, ending, doubt));
      limits = limits.and(said);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The whole job pauses. */
  public void pause(Duration length) {
    lock.lock();
    try {
      pauseMillis = Math.max(pauseMillis, length.toMillis());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The whole job stops; what is in flight is still settled. */
  public void stop(UserException.Kind kind, String reason) {
    lock.lock();
    try {
      stop = new Stop(kind, reason);
      stopped = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  public boolean stopped() {
    return stopped;
  }

  /** Delivers what is still to be said, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      carrier.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry() {
    try {
      boolean more = true;
      while (more) {
        more = exchange();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(e);
    }
  }

  /** One message to the driver and what follows from its answer; false when closed and done. */
  private boolean exchange() throws IOException, InterruptedException {
    List<Waiting> asked = new ArrayList<>();
    Update update;
    lock.lock();
    try {
      awaitNews();
      if (closed && settled.isEmpty() && stop == null) {
        cancelWaiting();
        return false;
      }
      if (!closed && (System.nanoTime() - quietUntil >= 0 || slotEndsQuiet)) {
        waiting.stream().limit(MOST_CALLS).forEach(asked::add);
      }
      List<CallEstimate> reserve = asked.stream().map(Waiting::call).toList();
      update = new Update(job, reserve, settled, limits, pauseMillis, stop);
      limits = ServiceLimits.UNKNOWN;
      settled = new ArrayList<>();
      pauseMillis = 0;
      stop = null;
    } finally {
      lock.unlock();
    }
    take(asked, (Grant) line.ask(update));
    return true;
  }

  private void awaitNews() throws InterruptedException {
    long gatherUntil = System.nanoTime() + GATHER_NANOS;
    while (!closed && stop == null && pauseMillis == 0) {
      long now = System.nanoTime();
      long quiet = quietUntil - now;
      boolean slotMayBeFree = slotEndsQuiet && !settled.isEmpty();
      if (!waiting.isEmpty() && (quiet <= 0 || slotMayBeFree)) {
        return;
      }
      if (!settled.isEmpty() && now - gatherUntil >= 0) {
        return;
      }
      if (!settled.isEmpty()) {
        changed.awaitNanos(Math.min(gatherUntil - now, waiting.isEmpty() ? GATHER_NANOS : quiet));
      } else if (waiting.isEmpty()) {
        changed.await();
        gatherUntil = System.nanoTime() + GATHER_NANOS;
      } else {
        changed.awaitNanos(quiet);
        gatherUntil = System.nanoTime() + GATHER_NANOS;
      }
    }
  }

  private void take(List<Waiting> asked, Grant grant) {
    List<Waiting> granted = asked.subList(0, grant.granted().size());
    lock.lock();
    try {
      granted.forEach(unused -> waiting.removeFirst());
      if (!asked.isEmpty()) {
        quietUntil = System.nanoTime() + grant.waitNanos();
        slotEndsQuiet = grant.forSlot();
      }
      if (grant.stopped()) {
        stopped = true;
        cancelWaiting();
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < granted.size(); i++) {
      granted.get(i).reservation.complete(grant.granted().get(i));
    }
  }

  /** The driver is gone: every waiting call fails, and later ones are cancelled. */
  private void end(Exception cause) {
    lock.lock();
    try {
      stopped = true;
      waiting.forEach(call -> call.reservation.completeExceptionally(cause));
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  private void cancelWaiting() {
    waiting.forEach(
        call ->
            call.reservation.completeExceptionally(new CancellationException("the job stopped")));
    waiting.clear();
  }
}
