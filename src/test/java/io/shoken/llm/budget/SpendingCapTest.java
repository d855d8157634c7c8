package io.shoken.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.Price;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Used;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpendingCapTest {

  private static final Price PRICE = new Price(0.15, 0.6, "test");
  private static final CallEstimate WISH =
      new CallEstimate(100, 200); // 300 tokens, 135 millionths of a dollar

  @Test
  void letsEveryCallThroughWithoutCaps() {
    SpendingCap cap = new SpendingCap(caps(null, null), Optional.of(PRICE), 0, 0, 0);
    cap.reserve(WISH);
    assertThat(cap.hasRoomFor(WISH)).isTrue();
    assertThat(cap.describe()).isNull();
  }

  @Test
  void grantsACallWhoseWorstCaseFitsToTheLastTokenAndCent() {
    assertThat(cap(300L, null).hasRoomFor(WISH)).isTrue();
    assertThat(cap(299L, null).hasRoomFor(WISH)).isFalse();
    assertThat(cap(null, 0.000135).hasRoomFor(WISH)).isTrue();
    assertThat(cap(null, 0.000134999).hasRoomFor(WISH)).isFalse();
  }

  @Test
  void countsWhatIsUnderWayAtItsWorstAndWhatIsOverAsItWas() {
    SpendingCap cap = weighed(700);
    SpendingCap.Reserved first = cap.reserve(WISH);
    assertThat(cap.hasRoomFor(WISH)).isFalse();
    cap.settle(first, Used.answered(100, 20));
    assertThat(cap.hasRoomFor(WISH)).isTrue();
    assertThat(cap.describe()).isEqualTo("240 of 700 tokens");
  }

  @Test
  void countsALostCallAsPaidAndARefusedOneAsFree() {
    SpendingCap cap = weighed(10_000);
    cap.settle(cap.reserve(WISH), Used.lost(WISH));
    cap.settle(cap.reserve(WISH), Used.refused(100));
    cap.lose(cap.reserve(WISH));
    assertThat(cap.describe()).isEqualTo("720 of 10,000 tokens");
  }

  @Test
  void beginsWithWhatADeadRunHasSpent() {
    SpendingCap cap = new SpendingCap(caps(400L, 0.001), Optional.of(PRICE), 80, 20, 0.00087);
    assertThat(cap.hasRoomFor(WISH)).isFalse();
    assertThat(cap.hasRoomFor(new CallEstimate(100, 190))).isTrue();
    assertThat(cap.describe()).isEqualTo("0.000870 of 0.001000 USD, 100 of 400 tokens");
  }

  @Test
  void sendsOneCallAloneUntilAnAnswerTellsHowTheServiceCountsAPrompt() {
    SpendingCap cap = cap(10_000L, null);
    SpendingCap.Reserved first = cap.reserve(WISH);
    assertThat(cap.hasRoomFor(WISH)).isFalse();
    cap.settle(first, Used.answered(250, 50)); // 2.5 tokens for each of ours
    cap.reserve(WISH);
    assertThat(cap.hasRoomFor(new CallEstimate(100, 9000))).isTrue();
    assertThat(cap.hasRoomFor(new CallEstimate(100, 9001))).isFalse();
  }

  @Test
  void neverSpendsMoreThanTheCapsWhateverCallsDo() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      SpendingCap cap = new SpendingCap(caps(200_000L, 0.04), Optional.of(PRICE), 0, 0, 0);
      Queue<SpendingCap.Reserved> open = new ArrayDeque<>();
      long tokens = 0;
      double usd = 0;
      while (true) {
        CallEstimate call = new CallEstimate(1 + random.nextInt(900), 256 + random.nextInt(2000));
        if (cap.hasRoomFor(call) && (open.size() < 64 || random.nextBoolean())) {
          open.add(cap.reserve(call));
        } else if (open.isEmpty()) {
          break;
        } else {
          SpendingCap.Reserved ended = open.remove();
          int output = random.nextInt(ended.call().maxTokens() + 1);
          Used used =
              random.nextInt(10) == 0
                  ? Used.lost(ended.call())
                  : Used.answered(ended.call().promptTokens(), output);
          cap.settle(ended, used);
          tokens += used.paidInput() + used.paidOutput();
          usd += PRICE.of(used.paidInput(), used.paidOutput());
        }
      }
      assertThat(tokens).as("seed %d", seed).isBetween(20_000L, 200_000L);
      assertThat(usd).as("seed %d", seed).isBetween(0.03, 0.04 + 1e-12);
    }
  }

  private static SpendingCap cap(Long tokens, Double usd) {
    return new SpendingCap(caps(tokens, usd), Optional.of(PRICE), 0, 0, 0);
  }

  /** One that has had its first answer, of 120 tokens. */
  private static SpendingCap weighed(long tokens) {
    SpendingCap cap = cap(tokens, null);
    cap.settle(cap.reserve(WISH), Used.answered(100, 20));
    return cap;
  }

  private static Caps caps(Long tokens, Double usd) {
    return new Caps(Optional.ofNullable(usd), Optional.ofNullable(tokens));
  }

  @Test
  void sumsThatDoNotFitStayAtTheirMost() {
    for (long absurd : new long[] {15_411_000_000_000L, Long.MAX_VALUE / 2, Long.MAX_VALUE}) {
      SpendingCap cap =
          new SpendingCap(
              new Caps(Optional.of(0.001), Optional.empty()),
              Optional.of(new Price(0.15, 0.6, "test")),
              0,
              0,
              0);
      for (int i = 0; i < 5; i++) {
        cap.settle(cap.reserve(WISH), Used.answered(absurd, absurd));
      }
      assertThat(cap.hasRoomFor(WISH)).isFalse();
    }
  }
}
