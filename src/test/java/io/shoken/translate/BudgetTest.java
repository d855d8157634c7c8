package io.shoken.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.translate.Budget.Decision;
import io.shoken.translate.TranslateSettings.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

  private static final Duration TERM = Duration.ofSeconds(90);

  private final TurnedClock clock = new TurnedClock();

  @Test
  void grantsWithoutLimitsUpToTheCallsInFlight() {
    Budget budget = budget(0, 0, 3);
    Decision first = budget.reserve(Collections.nCopies(5, 1000));
    assertThat(first.leases()).hasSize(3);
    assertThat(first.forSlot()).isTrue();
    budget.settle(first.leases().get(0), 10);
    assertThat(budget.reserve(List.of(1000, 1000)).leases()).hasSize(1);
  }

  @Test
  void startsWithOneSecondsShareAndNoMore() {
    Budget budget = budget(600, 0, 1000);
    Decision first = budget.reserve(Collections.nCopies(100, 1));
    assertThat(first.leases()).hasSize(10);
    assertThat(first.waitNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(first.forSlot()).isFalse();
  }

  @Test
  void spreadsAFewRequestsPerMinuteOverTheMinute() {
    Budget budget = budget(3, 0, 10);
    assertThat(budget.reserve(List.of(1, 1)).leases()).hasSize(1);
    clock.turn(Duration.ofSeconds(19));
    assertThat(budget.reserve(List.of(1)).leases()).isEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(budget.reserve(List.of(1)).leases()).hasSize(1);
  }

  @Test
  void grantsACallThatIsLargerThanASecondsShareAndPaysTheDebtBack() {
    Budget budget = budget(0, 6000, 10);
    assertThat(budget.reserve(List.of(1100)).leases()).hasSize(1);
    Decision next = budget.reserve(List.of(100));
    assertThat(next.leases()).isEmpty();
    assertThat(next.waitNanos()).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void countsACallThatIsLargerThanTheWholeLimitAsTheLimit() {
    Budget budget = budget(0, 6000, 10);
    assertThat(budget.reserve(List.of(9000)).leases()).hasSize(1);
    clock.turn(Duration.ofSeconds(60));
    assertThat(budget.reserve(List.of(9000)).leases()).hasSize(1);
  }

  @Test
  void givesBackWhatWasNotUsed() {
    Budget budget = budget(0, 6000, 10);
    long lease = budget.reserve(List.of(1100)).leases().get(0);
    budget.settle(lease, 100);
    assertThat(budget.reserve(List.of(100)).waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void pausesTheWholeJobAndNeverShortensAPause() {
    Budget budget = budget(0, 0, 10);
    budget.pause(Duration.ofSeconds(20));
    budget.pause(Duration.ofSeconds(5));
    Decision paused = budget.reserve(List.of(1));
    assertThat(paused.leases()).isEmpty();
    assertThat(paused.waitNanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
    clock.turn(Duration.ofSeconds(20));
    assertThat(budget.reserve(List.of(1)).leases()).hasSize(1);
  }

  @Test
  void takesBackTheSlotOfATaskThatDied() {
    Budget budget = budget(0, 0, 1);
    long dead = budget.reserve(List.of(1)).leases().get(0);
    clock.turn(TERM);
    assertThat(budget.reserve(List.of(1)).leases()).hasSize(1);
    budget.settle(dead, 0);
    assertThat(budget.openReservations()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64})
  void neverPassesTheLimitInAnySlidingMinuteAndUsesItWell(int tasks) {
    Simulation requestBound = new Simulation(tasks, 500, 0);
    requestBound.run(Duration.ofMinutes(5));
    assertThat(requestBound.most(requestBound.requests)).isLessThanOrEqualTo(500);
    assertThat(requestBound.usedAfterFirstMinute(requestBound.requests, 500)).isGreaterThan(0.98);
    Simulation tokenBound = new Simulation(tasks, 0, 60_000);
    tokenBound.run(Duration.ofMinutes(5));
    assertThat(tokenBound.most(tokenBound.tokens)).isLessThanOrEqualTo(60_000);
    assertThat(tokenBound.usedAfterFirstMinute(tokenBound.tokens, 60_000)).isGreaterThan(0.95);
  }

  private Budget budget(int requests, int tokens, int inFlight) {
    return new Budget(new Limits(requests, tokens, inFlight), TERM, clock);
  }

  /**
   * Tasks that always have a text to send; calls take 0.5 to 3 s and use 60 % of what they reserve.
   */
  private static final class Simulation {
    private static final long STEP = Duration.ofMillis(20).toNanos();

    final TurnedClock clock = new TurnedClock();
    final Budget budget;
    final java.util.Random random;
    final int tasks;
    final List<long[]> requests = new ArrayList<>();
    final List<long[]> tokens = new ArrayList<>();
    private final List<Flight> flights = new ArrayList<>();

    private record Flight(long lease, long endsAt, long used) {}

    Simulation(int tasks, int requestsPerMinute, int tokensPerMinute) {
      this.tasks = tasks;
      this.random = new java.util.Random(tasks);
      this.budget = new Budget(new Limits(requestsPerMinute, tokensPerMinute, 256), TERM, clock);
    }

    void run(Duration length) {
      long end = clock.currentTimeNanos() + length.toNanos();
      while (clock.currentTimeNanos() < end) {
        land();
        for (int task = 0; task < tasks; task++) {
          send(200 + random.nextInt(1800));
        }
        clock.turnNanos(STEP);
      }
    }

    private void send(int amount) {
      long now = clock.currentTimeNanos();
      for (long lease : budget.reserve(List.of(amount, amount)).leases()) {
        long used = amount * 6L / 10;
        requests.add(new long[] {now, 1});
        tokens.add(new long[] {now, used});
        long takes = Duration.ofMillis(500 + random.nextInt(2500)).toNanos();
        flights.add(new Flight(lease, now + takes, used));
      }
    }

    private void land() {
      for (Flight flight : List.copyOf(flights)) {
        if (flight.endsAt <= clock.currentTimeNanos()) {
          budget.settle(flight.lease, flight.used);
          flights.remove(flight);
        }
      }
    }

    /** The most in any window of 60 s. */
    long most(List<long[]> events) {
      long most = 0;
      long sum = 0;
      int first = 0;
      for (long[] event : events) {
        sum += event[1];
        while (event[0] - events.get(first)[0] >= Duration.ofMinutes(1).toNanos()) {
          sum -= events.get(first++)[1];
        }
        most = Math.max(most, sum);
      }
      return most;
    }

    /** The share of the limit used in minutes 2 to 5. */
    double usedAfterFirstMinute(List<long[]> events, int limit) {
      long from = events.get(0)[0] + Duration.ofMinutes(1).toNanos();
      return events.stream().filter(e -> e[0] >= from).mapToLong(e -> e[1]).sum() / (4.0 * limit);
    }
  }
}
