package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.shoken.sandbox.SandboxSettings.Limits;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private long nanos;

  private final TimeMeter clock =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };

  @Test
  void tellsWhatIsLeft() throws RefusedException {
    RateLimits limits = new RateLimits(new Limits(60, 6000), clock);
    assertThat(limits.take(1500))
        .containsEntry("x-ratelimit-limit-requests", "60")
        .containsEntry("x-ratelimit-remaining-requests", "59")
        .containsEntry("x-ratelimit-reset-requests", "1.000s")
        .containsEntry("x-ratelimit-limit-tokens", "6000")
        .containsEntry("x-ratelimit-remaining-tokens", "4500")
        .containsEntry("x-ratelimit-reset-tokens", "15.000s");
  }

  @Test
  void refusesWith429UntilEnoughHasComeBack() throws RefusedException {
    RateLimits limits = new RateLimits(new Limits(2, 0), clock);
    limits.take(1);
    limits.take(1);
    nanos += 500_000_000L;
    Reply reply = refused(limits, 1);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.body()).contains("rate_limit_exceeded", "\"type\":\"requests\"");
    assertThat(reply.headers())
        .containsEntry("Retry-After", "30")
        .containsEntry("retry-after-ms", "29500")
        .containsEntry("x-ratelimit-remaining-requests", "0");
    nanos += 29_500_000_000L;
    limits.take(1);
  }

  @Test
  void refusesForGoodWhatNeverFits() {
    RateLimits limits = new RateLimits(new Limits(0, 100), clock);
    assertThat(refused(limits, 101).status()).isEqualTo(400);
  }

  @Test
  void hasNoHeadersWithoutLimits() throws RefusedException {
    assertThat(new RateLimits(new Limits(0, 0), clock).take(1_000_000)).isEqualTo(Map.of());
  }

  private static Reply refused(RateLimits limits, int tokens) {
    return assertThatThrownBy(() -> limits.take(tokens))
        .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
        .actual()
        .reply();
  }
}
