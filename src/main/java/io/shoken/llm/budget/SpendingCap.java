package io.shoken.llm.budget;

import io.shoken.llm.LlmSettings.Caps;
import io.shoken.llm.Price;
import io.shoken.llm.budget.Messages.CallEstimate;
import io.shoken.llm.budget.Messages.Used;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds the hard caps in money and tokens: what is spent and the worst case of the calls in flight
 * together never pass a cap. With a cap of 1.00 USD, 0.70 spent and 0.25 reserved, a call that may
 * cost 0.06 waits. Sums are exact, in trillionths of a dollar. Not thread-safe.
 */
public final class SpendingCap {

  private static final int DECIMALS = 12;

  /** The worst case of one call in flight. */
  record Reserved(CallEstimate call, long tokens, long money) {}

  private final Optional<Long> moneyCap;
  private final Optional<Long> tokenCap;
  private final long inputPrice;
  private final long outputPrice;
  private long spentMoney;
  private long spentTokens;
  private long reservedMoney;
  private long reservedTokens;

  /** The service's count of prompt tokens divided by ours: the highest seen, at least 1. */
  private double recount = 1;

  /** A service's count of a prompt that goes further beyond ours is no other tokenizer's. */
  private static final double MOST_RECOUNT = 8;

  private boolean weighed;

  /**
   * @param price empty where it is not known; then {@code caps} has none in money
   * @param inputTokens spent before
   * @param outputTokens spent before
   * @param usd spent before
   */
  public SpendingCap(
      Caps caps, Optional<Price> price, long inputTokens, long outputTokens, double usd) {
    this.moneyCap = caps.usd().map(cap -> exact(cap, RoundingMode.FLOOR));
    this.tokenCap = caps.tokens();
    this.inputPrice = price.map(p -> perToken(p.dearestInput())).orElse(0L);
    this.outputPrice = price.map(p -> perToken(p.output())).orElse(0L);
    this.spentTokens = sum(inputTokens, outputTokens);
    this.spentMoney = exact(usd, RoundingMode.CEILING);
  }

  /**
   * Whether a call's worst case fits under the caps. Until the first answer shows how the service
   * counts a prompt, calls go one at a time.
   */
  boolean hasRoomFor(CallEstimate call) {
    if (moneyCap.isEmpty() && tokenCap.isEmpty()) {
      return true;
    }
    if (!weighed && reservedTokens > 0) {
      return false;
    }
    Reserved worst = worst(call);
    return tokenCap.map(cap -> sum(spentTokens, reservedTokens, worst.tokens) <= cap).orElse(true)
        && moneyCap.map(cap -> sum(spentMoney, reservedMoney, worst.money) <= cap).orElse(true);
  }

  Reserved reserve(CallEstimate call) {
    Reserved worst = worst(call);
    reservedTokens = sum(reservedTokens, worst.tokens);
    reservedMoney = sum(reservedMoney, worst.money);
    return worst;
  }

  /** The call ended and was paid for as it says. */
  void settle(Reserved reserved, Used used) {
    release(reserved);
    spentTokens = sum(spentTokens, used.paidInput(), used.paidOutput());
    spentMoney = sum(spentMoney, money(used.paidInput(), used.paidOutput()));
    if (used.paidInput() > 0) {
      double seen = (double) used.paidInput() / Math.max(1, reserved.call.promptTokens());
      recount = Math.max(recount, Math.min(seen, MOST_RECOUNT));
      weighed = true;
    }
  }

  /** The outcome of the call is unknown: it counts as paid for at its worst. */
  void lose(Reserved reserved) {
    release(reserved);
    spentTokens = sum(spentTokens, reserved.tokens);
    spentMoney = sum(spentMoney, reserved.money);
  }

  /** One line on what is spent of the caps. */
  String describe() {
    String tokens = tokenCap.map(c -> "%,d of %,d tokens".formatted(spentTokens, c)).orElse(null);
    String money =
        moneyCap
            .map(c -> String.format(Locale.ROOT, "%.6f of %.6f USD", usd(spentMoney), usd(c)))
            .orElse(null);
    return tokens == null ? money : money == null ? tokens : money + ", " + tokens;
  }

  private void release(Reserved reserved) {
    reservedTokens -= reserved.tokens;
    reservedMoney -= reserved.money;
  }

  private Reserved worst(CallEstimate call) {
    long prompt = (long) Math.ceil(call.promptTokens() * recount);
    return new Reserved(call, prompt + call.maxTokens(), money(prompt, call.maxTokens()));
  }

  private long money(long inputTokens, long outputTokens) {
    return sum(product(inputTokens, inputPrice), product(outputTokens, outputPrice));
  }

  /** Amounts are never negative; one that does not fit is the greatest there is. */
  private static long sum(long... amounts) {
    long sum = 0;
    for (long amount : amounts) {
      sum = amount > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + amount;
    }
    return sum;
  }

  private static long product(long amount, long price) {
    return price != 0 && amount > Long.MAX_VALUE / price ? Long.MAX_VALUE : amount * price;
  }

  private static long perToken(double usdPerMillion) {
    return exact(usdPerMillion, RoundingMode.CEILING) / 1_000_000;
  }

  private static long exact(double usd, RoundingMode rounding) {
    return BigDecimal.valueOf(usd).movePointRight(DECIMALS).setScale(0, rounding).longValueExact();
  }

  private static double usd(long exact) {
    return BigDecimal.valueOf(exact, DECIMALS).doubleValue();
  }
}
