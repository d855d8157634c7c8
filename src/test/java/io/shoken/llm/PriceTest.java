package io.shoken.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriceTest {

  private static final Price PRICE = new Price(0.10, 0.01, 0.125, 0.50, "test");

  @Test
  void countsCachedAndCacheWrittenTokensAtTheirOwnPrice() {
    double usd = (476 * 0.10 + 1024 * 0.01 + 500 * 0.125 + 100 * 0.50) / 1e6;
    assertThat(PRICE.of(2000, 1024, 500, 100)).isCloseTo(usd, within(1e-15));
    assertThat(PRICE.of(2000, 100)).isCloseTo((2000 * 0.10 + 100 * 0.50) / 1e6, within(1e-15));
  }

  @Test
  void isHalvedInAllItsPartsForABatch() {
    assertThat(PRICE.times(0.5)).isEqualTo(new Price(0.05, 0.005, 0.0625, 0.25, "test"));
  }

  @Test
  void reservesForACacheThatIsWritten() {
    assertThat(PRICE.dearestInput()).isEqualTo(0.125);
  }
}
