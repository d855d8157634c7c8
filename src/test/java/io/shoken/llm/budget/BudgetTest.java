package io.shoken.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.budget.Budget.Decision;
import io.shoken.llm.budget.Messages.Heard;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.llm.budget.Messages.Wish;
import io.shoken.translate.TranslateSettings.Caps;
import io.shoken.translate.TranslateSettings.Limits;
import io.shoken.translate.TurnedClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Duration TERM = Duration.ofSeconds(90);

  private final TurnedClock clock = new TurnedClock();

  @Test
  void grantsWithoutLimitsUpToTheCallsInFlight() {
    Budget budget = budget(0, 0, 3);
    Decision first = reserve(budget, times(5, 1000));
    assertThat(first.leases()).hasSize(3);
    assertThat(first.forSlot()).isTrue();
    settle(budget, first.leases().get(0), 10);
    assertThat(reserve(budget, 1000, 1000).leases()).hasSize(1);
  }

  @Test
  void startsWithOneSecondsShareAndNoMore() {
    Budget budget = budget(600, 0, 1000);
    Decision first = reserve(budget, times(100, 1));
    assertThat(first.leases()).hasSize(10);
    assertThat(first.waitNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(first.forSlot()).isFalse();
  }

  @Test
  void spreadsAFewRequestsPerMinuteOverTheMinute() {
    Budget budget = budget(3, 0, 10);
    assertThat(reserve(budget, 1, 1).leases()).hasSize(1);
    clock.turn(Duration.ofSeconds(19));
    assertThat(reserve(budget, 1).leases()).isEmpty();
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, 1).leases()).hasSize(1);
  }

  @Test
  void grantsACallThatIsLargerThanASecondsShareAndPaysTheDebtBack() {
    Budget budget = budget(0, 6000, 10);
    assertThat(reserve(budget, 1100).leases()).hasSize(1);
    Decision next = reserve(budget, 100);
    assertThat(next.leases()).isEmpty();
    assertThat(next.waitNanos()).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void countsACallThatIsLargerThanTheWholeLimitAsTheLimit() {
    Budget budget = budget(0, 6000, 10);
    assertThat(reserve(budget, 9000).leases()).hasSize(1);
    clock.turn(Duration.ofSeconds(60));
    assertThat(reserve(budget, 9000).leases()).hasSize(1);
  }

  @Test
  void givesBackWhatWasNotUsed() {
    Budget budget = budget(0, 6000, 10);
    long lease = reserve(budget, 1100).leases().get(0);
    settle(budget, lease, 100);
    assertThat(reserve(budget, 100).waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void pausesTheWholeJobAndNeverShortensAPause() {
    Budget budget = budget(0, 0, 10);
    budget.pause(Duration.ofSeconds(20));
    budget.pause(Duration.ofSeconds(5));
    Decision paused = reserve(budget, 1);
    assertThat(paused.leases()).isEmpty();
    assertThat(paused.waitNanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
    clock.turn(Duration.ofSeconds(20));
    assertThat(reserve(budget, 1).leases()).hasSize(1);
  }

  @Test
  void takesBackTheSlotOfATaskThatDied() {
    Budget budget = budget(0, 0, 1);
    long dead = reserve(budget, 1).leases().get(0);
    clock.turn(TERM);
    assertThat(reserve(budget, 1).leases()).hasSize(1);
    settle(budget, dead, 0);
    assertThat(budget.openReservations()).isEqualTo(1);
  }

  @Test
  void keepsItsSumWhereACallEndsAfterItsMinute() {
    Budget budget = budget(0, 6000, 10);
    long first = reserve(budget, 6000).leases().get(0);
    clock.turn(Duration.ofSeconds(61));
    settle(budget, first, 9000);
    long second = reserve(budget, 100).leases().get(0);
    settle(budget, second, 100);
    clock.turn(Duration.ofSeconds(59));
    assertThat(reserve(budget, 5900).leases()).hasSize(1);
    assertThat(reserve(budget, 1).leases()).isEmpty();
  }

  @Test
  void followsTheServiceDownToItsLimitAndToWhatIsLeft() {
    Budget budget = budget(6000, 0, 1000);
    budget.heard(new Heard(600, 2, -1, -1));
    assertThat(reserve(budget, times(100, 1)).leases()).hasSize(2);
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, times(100, 1)).leases()).hasSize(10);
    budget.heard(new Heard(60_000, 60_000, -1, -1));
    clock.turn(Duration.ofSeconds(1));
    assertThat(reserve(budget, times(1000, 1)).leases()).hasSize(100);
  }

  @Test
  void beginsWithWhatTheServiceSaysIsLeftWhereNothingIsSet() {
    Budget budget = budget(0, 0, 1000);
    assertThat(reserve(budget, 1).leases()).hasSize(1);
    budget.heard(new Heard(60, 20, -1, -1));
    Decision next = reserve(budget, times(100, 1));
    assertThat(next.leases()).hasSize(20);
    assertThat(next.waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  private Budget budget(int requests, int tokens, int inFlight) {
    Purse purse =
        new Purse(new Caps(Optional.empty(), Optional.empty()), Optional.empty(), 0, 0, 0);
    return new Budget(new Limits(requests, tokens, inFlight), purse, TERM, clock);
  }

  private static Decision reserve(Budget budget, int... amounts) {
    return budget.reserve(Arrays.stream(amounts).mapToObj(n -> new Wish(n, 0)).toList());
  }

  private static int[] times(int count, int amount) {
    int[] amounts = new int[count];
    Arrays.fill(amounts, amount);
    return amounts;
  }

  private static void settle(Budget budget, long lease, long tokens) {
    budget.settle(lease, new Used(tokens, 0, 0));
  }
}
