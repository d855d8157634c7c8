package io.shoken.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was computed for each key, kept for all threads of this process. A key that two threads meet
 * at once is computed by the first; the other waits for it. Bounded: the first keys met are kept,
 * which in a corpus are those that recur most, and later ones are computed each time. Thread-safe.
 */
public final class BoundedCache<K, V> {
  private final int most;
  private final ConcurrentHashMap<K, CompletableFuture<V>> known = new ConcurrentHashMap<>();

  /**
   * @param most keys that are kept
   */
  public BoundedCache(int most) {
    this.most = most;
  }

  /**
   * The values of all keys.
   *
   * @param compute gives the values of those that are not known, in their order; called once or not
   *     at all
   */
  public Map<K, V> get(Collection<K> keys, Function<List<K>, List<V>> compute) {
    Map<K, CompletableFuture<V>> mine = new LinkedHashMap<>();
    Map<K, CompletableFuture<V>> all = new HashMap<>();
    for (K key : new LinkedHashSet<>(keys)) {
      CompletableFuture<V> own = new CompletableFuture<>();
      CompletableFuture<V> other =
          known.size() < most ? known.putIfAbsent(key, own) : known.get(key);
      all.put(key, other == null ? own : other);
      if (other == null) {
        mine.put(key, own);
      }
    }
    compute(mine, compute);
    Map<K, V> values = new HashMap<>();
    all.forEach((key, future) -> values.put(key, future.join()));
    return values;
  }

  private void compute(Map<K, CompletableFuture<V>> mine, Function<List<K>, List<V>> compute) {
    List<K> keys = new ArrayList<>(mine.keySet());
    if (keys.isEmpty()) {
      return;
    }
    try {
      List<V> values = compute.apply(keys);
      for (int i = 0; i < keys.size(); i++) {
        mine.get(keys.get(i)).complete(values.get(i));
      }
    } catch (RuntimeException | Error e) {
      // No thread may wait for ever, and the next one tries again.
      mine.forEach(
          (key, future) -> {
            known.remove(key, future);
            future.completeExceptionally(e);
          });
      throw e;
    }
  }
}
