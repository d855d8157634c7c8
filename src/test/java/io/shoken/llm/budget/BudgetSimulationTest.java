package io.shoken.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.testkit.TurnedClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The budget under a clock that the test turns: tasks that always have a text to send, texts of 60
 * to 1,000 tokens, answers of 0.5 to 6 s, executors that die with their calls in flight, a server
 * that changes its limits.
 */
class BudgetSimulationTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long STEP = Duration.ofMillis(20).toNanos();
  private static final Duration TERM = Duration.ofSeconds(60);
  private static final int MINUTES = 8;

  private final TurnedClock clock = new TurnedClock();
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>((a, b) -> Long.compare(a.endsAt, b.endsAt));
  private final Sliding requests = new Sliding();
  private final Sliding tokens = new Sliding();
  private final List<Long> calls = new ArrayList<>();
  private Random random;
  private Budget budget;
  private int tasks;
  private boolean dying;

  private record Flight(long reservation, long endsAt, CallEstimate call, Use use) {}

  /** What a call uses, counted from when it was granted. */
  private record Use(long at, long amount) {}

  /** What was used in the last minute, at each moment. */
  private static final class Sliding {
    final Deque<Use> lastMinute = new ArrayDeque<>();
    long steady;

    long sum(long now) {
      while (!lastMinute.isEmpty() && now - lastMinute.peekFirst().at >= MINUTE) {
        Use over = lastMinute.pollFirst();
        steady += over.at >= 2 * MINUTE && over.at < (MINUTES - 1) * MINUTE ? over.amount : 0;
      }
      return lastMinute.stream().mapToLong(use -> use.amount).sum();
    }

    double shareOf(long limit) {
      return (double) steady / ((MINUTES - 3) * limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 256})
  void keepsToRequestsInEverySlidingMinuteAndUsesThem(int tasks) {
    simulate(tasks, new Limits(500, 0, 256), 500, 0);
    assertThat(requests.shareOf(500)).isBetween(0.98, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 256})
  void keepsToTokensInEverySlidingMinuteAndUsesThem(int tasks) {
    simulate(tasks, new Limits(0, 400_000, 256), 0, 400_000);
    assertThat(tokens.shareOf(400_000)).isBetween(0.98, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 256})
  void keepsToBothWhileExecutorsDieWithTheirCalls(int tasks) {
    dying = true;
    simulate(tasks, new Limits(500, 400_000, 256), 500, 400_000);
    assertThat(requests.shareOf(500)).isGreaterThan(0.98);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 256})
  void followsAServerThatHalvesItsLimitAndBack(int tasks) {
    begin(tasks, new Limits(500, 0, 256));
    run(2 * MINUTE, 500, 0);
    budget.follow(new ServiceLimits(250, 100, -1, -1));
    run(MINUTE, 500, 0); // the minute that holds calls of before
    long before = clock.currentTimeNanos();
    run(3 * MINUTE, 250, 0);
    assertThat(calls(before)).isBetween(735L, 750L);
    budget.follow(new ServiceLimits(500, 400, -1, -1));
    run(2 * MINUTE, 500, 0);
    assertThat(calls(clock.currentTimeNanos() - MINUTE)).isBetween(490L, 500L);
  }

  private void simulate(int tasks, Limits limits, long mostRequests, long mostTokens) {
    begin(tasks, limits);
    run(MINUTES * MINUTE, mostRequests, mostTokens);
  }

  private void begin(int tasks, Limits limits) {
    this.tasks = tasks;
    this.random = new Random(tasks);
    Caps caps = new Caps(Optional.empty(), Optional.empty());
    this.budget =
        new Budget(
            limits, new SpendingCap(caps, Optional.empty(), 0, 0, 0), List.of(), TERM, clock);
  }

  private void run(long length, long mostRequests, long mostTokens) {
    long end = clock.currentTimeNanos() + length;
    while (clock.currentTimeNanos() < end) {
      land();
      for (int task = 0; task < tasks; task++) {
        send();
      }
      if (dying && random.nextInt(1000) == 0) {
        flights.removeIf(flight -> random.nextInt(4) == 0); // nobody will ever settle them
      }
      long now = clock.currentTimeNanos();
      assertThat(requests.sum(now)).isLessThanOrEqualTo(atMost(mostRequests));
      assertThat(tokens.sum(now)).isLessThanOrEqualTo(atMost(mostTokens));
      clock.turnNanos(STEP);
    }
  }

  private long calls(long since) {
    return calls.stream().filter(at -> at >= since).count();
  }

  private static long atMost(long limit) {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** One task's calls: two texts at a time. */
  private void send() {
    List<CallEstimate> estimates = List.of(call(), call());
    List<Long> granted = budget.reserve(estimates).granted();
    for (int i = 0; i < granted.size(); i++) {
      long now = clock.currentTimeNanos();
      CallEstimate call = estimates.get(i);
      // An answer has a quarter to a half of the most that it may have: Japanese has 1.0 to 2.0
      // tokens for each of English, and four are allowed.
      long used = call.promptTokens() + Math.round(call.maxTokens() * random.nextDouble(0.25, 0.5));
      Use use = new Use(now, used);
      calls.add(now);
      requests.lastMinute.add(new Use(now, 1));
      tokens.lastMinute.add(use);
      long takes = Duration.ofMillis(500 + random.nextInt(5500)).toNanos();
      flights.add(new Flight(granted.get(i), now + takes, call, use));
    }
  }

  private CallEstimate call() {
    int source = 60 + random.nextInt(940);
    return new CallEstimate(420 + source, Math.max(256, 4 * source));
  }

  private void land() {
    while (!flights.isEmpty() && flights.peek().endsAt <= clock.currentTimeNanos()) {
      Flight flight = flights.poll();
      long prompt = flight.call.promptTokens();
      budget.settle(flight.reservation, Used.answered(prompt, flight.use.amount - prompt));
    }
  }
}
