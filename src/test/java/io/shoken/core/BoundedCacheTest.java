package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
  private final Queue<String> computed = new ConcurrentLinkedQueue<>();

  private List<Integer> lengths(List<String> keys) {
    computed.addAll(keys);
    return keys.stream().map(String::length).toList();
  }

  @Test
  void computesEachKeyOnce() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(100);
    assertThat(cache.get(List.of("a", "bb", "a"), this::lengths))
        .containsEntry("a", 1)
        .containsEntry("bb", 2);
    assertThat(cache.get(List.of("bb", "ccc"), this::lengths)).hasSize(2).containsEntry("ccc", 3);
    assertThat(computed).containsExactly("a", "bb", "ccc");
    assertThat(cache.get(List.of(), this::lengths)).isEmpty();
  }

  @Test
  void threadsThatMeetAKeyAtOnceComputeItOnce() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(1000);
    List<String> keys = IntStream.range(0, 50).mapToObj(i -> "key " + i).toList();
    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> assertThat(cache.get(keys, this::lengths)).hasSize(50));
    assertThat(computed).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheFirstKeysOnly() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(2);
    for (int i = 0; i < 2; i++) {
      assertThat(cache.get(List.of("a", "bb", "ccc"), this::lengths)).containsEntry("ccc", 3);
    }
    assertThat(new ArrayList<>(computed)).containsExactly("a", "bb", "ccc", "ccc");
  }

  @Test
  void whatFailedIsComputedAgain() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(10);
    assertThatThrownBy(
            () ->
                cache.get(
                    List.of("a"),
                    keys -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(cache.get(List.of("a"), this::lengths)).containsEntry("a", 1);
  }
}
