package io.shoken.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.LlmSettings.Limits;
import io.shoken.llm.ServiceLimits;
import io.shoken.llm.budget.Budget.Decision;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.testkit.TurnedClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Duration TERM = Duration.ofSeconds(90);

  private final TurnedClock clock = new TurnedClock();

  @Test
  void grantsWithoutLimitsUpToTheCallsInFlight() {
    Budget budget = budget(0, 0, 3);
    Decision first = reserve(budget, times(5, 1000));
    assertThat(first.granted()).hasSize(3);
    assertThat(first.forSlot()).isTrue();
    settle(budget, first.granted().get(0), 10);
    assertThat(reserve(budget, 1000, 1000).granted()).hasSize(1);
  }

  @Test
  void startsWithOneSecondsShareAndNoMore() {
    Budget budget = budget(600, 0, 1000);
    Decision first = reserve(budget, times(100, 1));
    assertThat(first.granted()).hasSize(10);
    assertThat(first.waitNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(first.forSlot()).isFalse();
  }

  @Test
  void spreadsAFewRequestsPerMinuteOverTheMinute() {
    Budget budget = budget(3, 0, 10);
    assertThat(reserve(budget, 1, 1).granted()).hasSize(1);
    clock.turn(Duration.ofSeconds(19));
    assertThat(reserve(budget, 1).granted()).isEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, 1).granted()).hasSize(1);
  }

  @Test
  void grantsACallThatIsLargerThanASecondsShareAndPaysTheDebtBack() {
    Budget budget = budget(0, 6000, 10);
    assertThat(reserve(budget, 1100).granted()).hasSize(1);
    Decision next = reserve(budget, 100);
    assertThat(next.granted()).isEmpty();
    assertThat(next.waitNanos()).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void countsACallThatIsLargerThanTheWholeLimitAsTheLimit() {
    Budget budget = budget(0, 6000, 10);
    assertThat(reserve(budget, 9000).granted()).hasSize(1);
    clock.turn(Duration.ofSeconds(60));
    assertThat(reserve(budget, 9000).granted()).hasSize(1);
  }

  @Test
  void givesBackWhatWasNotUsed() {
    Budget budget = budget(0, 6000, 10);
    long reservation = reserve(budget, 1100).granted().get(0);
    settle(budget, reservation, 100);
    assertThat(reserve(budget, 100).waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void pausesTheWholeJobAndNeverShortensAPause() {
    Budget budget = budget(0, 0, 10);
    budget.pause(Duration.ofSeconds(20));
    budget.pause(Duration.ofSeconds(5));
    Decision paused = reserve(budget, 1);
    assertThat(paused.granted()).isEmpty();
    assertThat(paused.waitNanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
    clock.turn(Duration.ofSeconds(20));
    assertThat(reserve(budget, 1).granted()).hasSize(1);
  }

  @Test
  void takesBackTheSlotOfATaskThatDied() {
    Budget budget = budget(0, 0, 1);
    long dead = reserve(budget, 1).granted().get(0);
    clock.turn(TERM);
    assertThat(reserve(budget, 1).granted()).hasSize(1);
    settle(budget, dead, 0);
    assertThat(budget.openReservations()).isEqualTo(1);
  }

  @Test
  void keepsItsSumWhereACallEndsAfterItsMinute() {
    Budget budget = budget(0, 6000, 10);
    long first = reserve(budget, 6000).granted().get(0);
    clock.turn(Duration.ofSeconds(61));
    settle(budget, first, 9000);
    long second = reserve(budget, 100).granted().get(0);
    settle(budget, second, 100);
    clock.turn(Duration.ofSeconds(59));
    assertThat(reserve(budget, 5900).granted()).hasSize(1);
    assertThat(reserve(budget, 1).granted()).isEmpty();
  }

  @Test
  void followsTheServiceDownToItsLimitAndToWhatIsLeft() {
    Budget budget = budget(6000, 0, 1000);
    budget.follow(new ServiceLimits(600, 2, -1, -1));
    assertThat(reserve(budget, times(100, 1)).granted()).hasSize(2);
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, times(100, 1)).granted()).hasSize(10);
    budget.follow(new ServiceLimits(60_000, 60_000, -1, -1));
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, times(1000, 1)).granted()).hasSize(100);
  }

  @Test
  void beginsWithWhatTheServiceSaysIsLeftWhereNothingIsSet() {
    Budget budget = budget(0, 0, 1000);
    assertThat(reserve(budget, 1).granted()).hasSize(1);
    budget.follow(new ServiceLimits(60, 20, -1, -1));
    Decision next = reserve(budget, times(100, 1));
    assertThat(next.granted()).hasSize(20);
    assertThat(next.waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void countsTheRequestsOfEarlierRunsAgainstTheDay() {
    Limits limits = limits(Optional.of(5L), Optional.empty(), Optional.empty());
    EarlierRequests earlier = new EarlierRequests(Duration.ofHours(20), 3);
    Budget budget = new Budget(limits, noCap(), List.of(earlier), TERM, clock);
    Decision first = reserve(budget, times(4, 1));
    assertThat(first.granted()).hasSize(2);
    assertThat(first.dayIsUsed()).isTrue();
    assertThat(first.waitNanos()).isEqualTo(Duration.ofHours(4).toNanos());
    clock.turn(Duration.ofHours(4));
    assertThat(reserve(budget, times(4, 1)).granted()).hasSize(3);
    clock.turn(Duration.ofHours(20).minusSeconds(1));
    assertThat(reserve(budget, 1).granted()).isEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, times(4, 1)).granted()).hasSize(2);
  }

  @Test
  void keepsToLimitsOfInputAndOutputTokensApart() {
    Budget input =
        new Budget(
            limits(Optional.empty(), Optional.of(6000L), Optional.empty()),
            noCap(),
            List.of(),
            TERM,
            clock);
    CallEstimate call = new CallEstimate(1000, 10_000);
    assertThat(input.reserve(List.of(call, call)).granted()).hasSize(1);
    clock.turn(Duration.ofSeconds(10));
    assertThat(input.reserve(List.of(call, call)).granted()).hasSize(1);

    Budget output =
        new Budget(
            limits(Optional.empty(), Optional.empty(), Optional.of(6000L)),
            noCap(),
            List.of(),
            TERM,
            clock);
    CallEstimate wordy = new CallEstimate(100_000, 1000);
    Decision first = output.reserve(List.of(wordy, wordy));
    assertThat(first.granted()).hasSize(1);
    output.settle(first.granted().get(0), Used.answered(100_000, 100));
    clock.turn(Duration.ofSeconds(1));
    assertThat(output.reserve(List.of(wordy)).granted()).hasSize(1);
  }

  private static Limits limits(
      Optional<Long> requestsPerDay, Optional<Long> input, Optional<Long> output) {
    return new Limits(0, 0, 1000, requestsPerDay, false, input, output, Optional.empty());
  }

  private static SpendingCap noCap() {
    return new SpendingCap(new Caps(Optional.empty(), Optional.empty()), Optional.empty(), 0, 0, 0);
  }

  private Budget budget(int requests, int tokens, int inFlight) {
    SpendingCap cap =
        new SpendingCap(new Caps(Optional.empty(), Optional.empty()), Optional.empty(), 0, 0, 0);
    return new Budget(new Limits(requests, tokens, inFlight), cap, List.of(), TERM, clock);
  }

  private static Decision reserve(Budget budget, int... amounts) {
    return budget.reserve(Arrays.stream(amounts).mapToObj(n -> new CallEstimate(n, 0)).toList());
  }

  private static int[] times(int count, int amount) {
    int[] amounts = new int[count];
    Arrays.fill(amounts, amount);
    return amounts;
  }

  private static void settle(Budget budget, long reservation, long tokens) {
    budget.settle(reservation, new Used(tokens, 0, 0));
  }
}
