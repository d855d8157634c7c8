package io.shoken.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.llm.Price;
import io.shoken.llm.budget.Messages.Used;
import io.shoken.llm.budget.Messages.Wish;
import io.shoken.translate.TranslateSettings.Caps;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PurseTest {

  private static final Price PRICE = new Price(0.15, 0.6, "test");
  private static final Wish WISH = new Wish(100, 200); // 300 tokens, 135 millionths of a dollar

  @Test
  void letsEveryCallThroughWithoutCaps() {
    Purse purse = new Purse(caps(null, null), Optional.of(PRICE), 0, 0, 0);
    purse.reserve(WISH);
    assertThat(purse.hasRoomFor(WISH)).isTrue();
    assertThat(purse.describe()).isNull();
  }

  @Test
  void grantsACallWhoseWorstCaseFitsToTheLastTokenAndCent() {
    assertThat(purse(300L, null).hasRoomFor(WISH)).isTrue();
    assertThat(purse(299L, null).hasRoomFor(WISH)).isFalse();
    assertThat(purse(null, 0.000135).hasRoomFor(WISH)).isTrue();
    assertThat(purse(null, 0.000134999).hasRoomFor(WISH)).isFalse();
  }

  @Test
  void countsWhatIsUnderWayAtItsWorstAndWhatIsOverAsItWas() {
    Purse purse = weighed(700);
    Purse.Reserved first = purse.reserve(WISH);
    assertThat(purse.hasRoomFor(WISH)).isFalse();
    purse.settle(first, Used.answered(100, 20));
    assertThat(purse.hasRoomFor(WISH)).isTrue();
    assertThat(purse.describe()).isEqualTo("240 of 700 tokens");
  }

  @Test
  void countsALostCallAsPaidAndARefusedOneAsFree() {
    Purse purse = weighed(10_000);
    purse.settle(purse.reserve(WISH), Used.lost(WISH));
    purse.settle(purse.reserve(WISH), Used.refused(100));
    purse.lose(purse.reserve(WISH));
    assertThat(purse.describe()).isEqualTo("720 of 10,000 tokens");
  }

  @Test
  void beginsWithWhatADeadRunHasSpent() {
    Purse purse = new Purse(caps(400L, 0.001), Optional.of(PRICE), 80, 20, 0.00087);
    assertThat(purse.hasRoomFor(WISH)).isFalse();
    assertThat(purse.hasRoomFor(new Wish(100, 190))).isTrue();
    assertThat(purse.describe()).isEqualTo("0.000870 of 0.001000 USD, 100 of 400 tokens");
  }

  @Test
  void sendsOneCallAloneUntilAnAnswerTellsHowTheServiceCountsAPrompt() {
    Purse purse = purse(10_000L, null);
    Purse.Reserved first = purse.reserve(WISH);
    assertThat(purse.hasRoomFor(WISH)).isFalse();
    purse.settle(first, Used.answered(250, 50)); // 2.5 tokens for each of ours
    purse.reserve(WISH);
    assertThat(purse.hasRoomFor(new Wish(100, 9000))).isTrue();
    assertThat(purse.hasRoomFor(new Wish(100, 9001))).isFalse();
  }

  @Test
  void neverSpendsMoreThanTheCapsWhateverCallsDo() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Purse purse = new Purse(caps(200_000L, 0.04), Optional.of(PRICE), 0, 0, 0);
      Queue<Purse.Reserved> open = new ArrayDeque<>();
      long tokens = 0;
      double usd = 0;
      while (true) {
        Wish wish = new Wish(1 + random.nextInt(900), 256 + random.nextInt(2000));
        if (purse.hasRoomFor(wish) && (open.size() < 64 || random.nextBoolean())) {
          open.add(purse.reserve(wish));
        } else if (open.isEmpty()) {
          break;
        } else {
          Purse.Reserved ended = open.remove();
          int output = random.nextInt(ended.wish().maxTokens() + 1);
          Used used =
              random.nextInt(10) == 0
                  ? Used.lost(ended.wish())
                  : Used.answered(ended.wish().promptTokens(), output);
          purse.settle(ended, used);
          tokens += used.paidInput() + used.paidOutput();
          usd += PRICE.of(used.paidInput(), used.paidOutput());
        }
      }
      assertThat(tokens).as("seed %d", seed).isBetween(20_000L, 200_000L);
      assertThat(usd).as("seed %d", seed).isBetween(0.03, 0.04 + 1e-12);
    }
  }

  private static Purse purse(Long tokens, Double usd) {
    return new Purse(caps(tokens, usd), Optional.of(PRICE), 0, 0, 0);
  }

  /** One that has had its first answer, of 120 tokens. */
  private static Purse weighed(long tokens) {
    Purse purse = purse(tokens, null);
    purse.settle(purse.reserve(WISH), Used.answered(100, 20));
    return purse;
  }

  private static Caps caps(Long tokens, Double usd) {
    return new Caps(Optional.ofNullable(usd), Optional.ofNullable(tokens));
  }
}
