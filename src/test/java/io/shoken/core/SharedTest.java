package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.Shared.Idle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void oneValueAKeyHoweverManyTake() {
    Shared<Integer, Object> shared = new Shared<>(Idle.KEEP, value -> {});
    AtomicInteger made = new AtomicInteger();
    Set<Object> values = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              try (var lease =
                  shared.take(
                      i % 2,
                      key -> {
                        made.incrementAndGet();
                        return new Object();
                      })) {
                values.add(lease.value());
              }
            });
    assertThat(made).hasValue(2);
    assertThat(values).hasSize(2);
  }

  @Test
  void theLastLeaseClosesWhereNothingIsToStay() {
    Shared<String, String> shared = new Shared<>(Idle.CLOSE, closed::add);
    var first = shared.take("a", key -> "value");
    var second = shared.take("a", key -> "another");
    assertThat(second.value()).isEqualTo("value");
    first.close();
    first.close();
    assertThat(closed).isEmpty();
    second.close();
    assertThat(closed).containsExactly("value");
    assertThat(shared.size()).isZero();
  }

  @Test
  void anIdleValueStaysUntilItIsClosedAndALeasedOneBeyondThat() {
    Shared<String, String> shared = new Shared<>(Idle.KEEP, closed::add);
    shared.take("idle", key -> key).close();
    shared.take("other", key -> key).close();
    var leased = shared.take("leased", key -> key);
    shared.closeIdle(key -> !key.equals("other"));
    assertThat(closed).containsExactly("idle");
    assertThat(shared.size()).isEqualTo(2);
    leased.close();
    shared.closeIdle(any -> true);
    assertThat(closed).containsExactlyInAnyOrder("idle", "other", "leased");
  }

  @Test
  void aValueThatCannotBeMadeIsNotHeld() {
    Shared<String, String> shared = new Shared<>(Idle.KEEP, closed::add);
    assertThatThrownBy(
            () ->
                shared.take(
                    "a",
                    key -> {
                      throw new IllegalStateException("no " + key);
                    }))
        .hasMessage("no a");
    assertThat(shared.size()).isZero();
    assertThat(shared.take("a", key -> "now").value()).isEqualTo("now");
  }
}
