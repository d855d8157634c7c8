package io.shoken.classifier.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The logits of passages that this JVM has met. A passage that two tasks meet at once is read by
 * the first; the other waits for it. Bounded: the first ones met are kept, which are those that
 * recur most. Thread-safe.
 */
final class KnownPassages {
  /** About 300 bytes each: 100 MB at the most. Past it, passages are read again. */
  private static final int MOST = 300_000;

  private final ConcurrentHashMap<String, CompletableFuture<float[]>> known =
      new ConcurrentHashMap<>();

  /** The logits of all passages, those that are new by the reader. */
  Map<String, float[]> read(Set<String> passages, Function<List<String>, float[][]> reader) {
    Map<String, CompletableFuture<float[]>> mine = new LinkedHashMap<>();
    Map<String, CompletableFuture<float[]>> all = new HashMap<>();
    for (String passage : passages) {
      CompletableFuture<float[]> own = new CompletableFuture<>();
      CompletableFuture<float[]> other =
          known.size() < MOST ? known.putIfAbsent(passage, own) : known.get(passage);
      all.put(passage, other == null ? own : other);
      if (other == null) {
        mine.put(passage, own);
      }
    }
    readMine(mine, reader);
    Map<String, float[]> logits = new HashMap<>();
    all.forEach((passage, future) -> logits.put(passage, future.join()));
    return logits;
  }

  private void readMine(
      Map<String, CompletableFuture<float[]>> mine, Function<List<String>, float[][]> reader) {
    List<String> passages = new ArrayList<>(mine.keySet());
    if (passages.isEmpty()) {
      return;
    }
    try {
      float[][] logits = reader.apply(passages);
      for (int i = 0; i < logits.length; i++) {
        mine.get(passages.get(i)).complete(logits[i]);
      }
    } catch (RuntimeException | Error e) {
      // Nobody may wait for ever, and the next task tries again.
      mine.forEach(
          (passage, future) -> {
            known.remove(passage, future);
            future.completeExceptionally(e);
          });
      throw e;
    }
  }
}
