package io.shoken.compose;

import static io.shoken.core.SplitMix.GOLDEN_GAMMA;
import static io.shoken.core.SplitMix.mix;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * The random generator of the composer. It is built on {@link Random}, whose algorithm is part of
 * its specification, so that a seed means the same bytes on every Java.
 */
final class Dice {

  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** The dice of the n-th patient of a stream: it does not depend on the patients before. */
  static Dice of(long seed, String stream, long n) {
    return new Dice(mix(mix(seed ^ stream.hashCode() * GOLDEN_GAMMA) + n * GOLDEN_GAMMA));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** One of them, each as often as its weight says. */
  <T> T weighted(List<T> of, ToIntFunction<T> weight) {
    int left = random.nextInt(of.stream().mapToInt(weight).sum());
    for (T candidate : of) {
      left -= weight.applyAsInt(candidate);
      if (left < 0) {
        return candidate;
      }
    }
    throw new IllegalStateException("weights add up to less than their sum");
  }

  /** Puts the list into an order that owes nothing to the one it had (Fisher and Yates). */
  <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      list.set(i, list.set(random.nextInt(i + 1), list.get(i)));
    }
  }
}
