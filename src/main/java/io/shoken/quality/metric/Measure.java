package io.shoken.quality.metric;

import java.util.List;

/**
 * A way to compare a hypothesis with its reference. It counts each pair by itself; counts are added
 * up, and scores are a function of the sum. So one sentence, one file, one resample and one Spark
 * partition all go through the same code. Implementations are thread-safe.
 */
public interface Measure {

  /** The names of what {@link #scores(Counts)} gives, in its order. */
  List<String> names();

  /** Everything that the numbers depend on. */
  Signature signature();

  /** How many values this measure's counts have. */
  int width();

  /** The counts of one pair. */
  Counts count(Pair pair);

  /** The scores from counts, most of them in percent (0 to 100). */
  default double[] scores(Counts total) {
    return scores(total.toDoubles(), Arithmetic.DOUBLE);
  }

  /** Whether the counts of one pair say that a person should look at it. */
  default boolean fails(Counts ofOnePair) {
    return false;
  }

  /** The scores from summed counts, each step of the arithmetic rounded to that precision. */
  double[] scores(double[] total, Arithmetic arithmetic);

  /** The arithmetic in which resampled counts are summed and turned into scores. */
  default Arithmetic resamplingArithmetic() {
    return Arithmetic.DOUBLE;
  }

  /** The arithmetic in which resampled scores are averaged. */
  default Arithmetic averagingArithmetic() {
    return Arithmetic.DOUBLE;
  }
}
