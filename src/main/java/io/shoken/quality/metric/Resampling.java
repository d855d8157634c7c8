package io.shoken.quality.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Confidence intervals and paired tests as sacreBLEU 2.6.0 makes them: same random numbers, same
 * single precision, same numbers. Counts are those of single pairs, in the order of the corpus.
 */
public final class Resampling {
  /** sacreBLEU's default seed. */
  public static final long DEFAULT_SEED = 12345;

  private Resampling() {}

  /**
   * A 95 % interval by the percentile method.
   *
   * @param mean of the resampled scores
   * @param low the score at 1/40 from below
   * @param high the score at 1/40 from above
   */
  public record Interval(double mean, double low, double high) {
    /** What sacreBLEU prints behind {@code ±}. */
    public double halfWidth() {
      return 0.5 * (high - low);
    }
  }

  /**
   * Two systems under one score.
   *
   * @param pValue of the hypothesis that both are the same process
   */
  public record Comparison(double baseline, double system, double pValue) {}

  /** An interval for each score of the measure. */
  public static List<Interval> bootstrap(
      Measure measure, List<Counts> pairs, int resamples, long seed) {
    double[][] scores = resample(measure, pairs, resamples, seed);
    return Arrays.stream(scores)
        .map(s -> interval(s, measure.averagingArithmetic().round(exactMean(s))))
        .toList();
  }

  /** As {@link #bootstrap}, its mean summed in the order that NumPy sums, as paired tests do. */
  static List<Interval> bootstrapAsNumpy(
      Measure measure, List<Counts> pairs, int resamples, long seed) {
    double[][] scores = resample(measure, pairs, resamples, seed);
    Arithmetic p = measure.averagingArithmetic();
    return Arrays.stream(scores)
        .map(s -> interval(s, NumpyMean.of(Arrays.stream(s).sorted().toArray(), p)))
        .toList();
  }

  private static Interval interval(double[] scores, double mean) {
    double[] sorted = Arrays.stream(scores).sorted().toArray();
    int outside = sorted.length / 40;
    return new Interval(mean, sorted[outside], sorted[sorted.length - 1 - outside]);
  }

  /** Paired bootstrap resampling (Koehn 2004): the p-value of each score's difference. */
  public static List<Comparison> pairedBootstrap(
      Measure measure, List<Counts> baseline, List<Counts> system, int resamples, long seed) {
    requireSameLength(baseline, system);
    double[][] a = resample(measure, baseline, resamples, seed);
    double[][] b = resample(measure, system, resamples, seed);
    Arithmetic p = measure.averagingArithmetic();
    return compare(
        measure,
        baseline,
        system,
        (name, real) -> {
          double[] differences = new double[resamples];
          Arrays.setAll(differences, i -> p.round(Math.abs(b[name][i] - a[name][i])));
          double mean = NumpyMean.of(differences, p);
          return pValue(
              Arrays.stream(differences).map(d -> p.round(d - mean)).toArray(), p.round(real));
        });
  }

  /** Paired approximate randomisation (Riezler and Maxwell 2005). */
  public static List<Comparison> pairedRandomisation(
      Measure measure, List<Counts> baseline, List<Counts> system, int trials, long seed) {
    requireSameLength(baseline, system);
    double[][] differences = randomise(measure, baseline, system, trials, new Pcg64(seed));
    return compare(measure, baseline, system, (name, real) -> pValue(differences[name], real));
  }

  private interface Test {
    double pValue(int name, double realDifference);
  }

  private static List<Comparison> compare(
      Measure measure, List<Counts> baseline, List<Counts> system, Test test) {
    double[] a = measure.scores(sum(measure, baseline));
    double[] b = measure.scores(sum(measure, system));
    List<Comparison> comparisons = new ArrayList<>();
    for (int name = 0; name < a.length; name++) {
      double p = test.pValue(name, Math.abs(a[name] - b[name]));
      comparisons.add(new Comparison(a[name], b[name], p));
    }
    return comparisons;
  }

  private static double pValue(double[] statistics, double realDifference) {
    long more = Arrays.stream(statistics).filter(s -> s > realDifference).count();
    return (more + 1.0) / (statistics.length + 1.0);
  }

  /** Scores by name, then by resample. */
  private static double[][] resample(
      Measure measure, List<Counts> pairs, int resamples, long seed) {
    requirePairs(pairs);
    Pcg64 random = new Pcg64(seed);
    Arithmetic p = measure.resamplingArithmetic();
    double[][] rows = pairs.stream().map(Counts::toDoubles).toArray(double[][]::new);
    double[][] scores = new double[measure.names().size()][resamples];
    for (int i = 0; i < resamples; i++) {
      double[] sum = new double[measure.width()];
      for (int draw = 0; draw < rows.length; draw++) {
        p.add(sum, rows[random.below(rows.length)]);
      }
      put(scores, i, measure.scores(sum, p));
    }
    return scores;
  }

  private static double[][] randomise(
      Measure measure, List<Counts> baseline, List<Counts> system, int trials, Pcg64 random) {
    Counts both = sum(measure, baseline).plus(sum(measure, system));
    double[][] differences = new double[measure.names().size()][trials];
    for (int trial = 0; trial < trials; trial++) {
      long[] first = new long[measure.width()];
      for (int i = 0; i < baseline.size(); i++) {
        Counts chosen = random.coin() ? baseline.get(i) : system.get(i);
        chosen.addTo(first);
      }
      long[] second = both.toArray();
      Arrays.setAll(second, i -> second[i] - first[i]);
      double[] a = measure.scores(Counts.of(first));
      double[] b = measure.scores(Counts.of(second));
      Arrays.setAll(a, i -> Math.abs(a[i] - b[i]));
      put(differences, trial, a);
    }
    return differences;
  }

  private static void put(double[][] table, int column, double[] values) {
    for (int row = 0; row < values.length; row++) {
      table[row][column] = values[row];
    }
  }

  private static Counts sum(Measure measure, List<Counts> pairs) {
    return pairs.stream().reduce(Counts.zero(measure.width()), Counts::plus);
  }

  private static double exactMean(double[] values) {
    BigDecimal sum =
        Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(BigDecimal.valueOf(values.length), new MathContext(40)).doubleValue();
  }

  private static void requirePairs(List<Counts> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to resample");
    }
  }

  private static void requireSameLength(List<Counts> baseline, List<Counts> system) {
    if (baseline.size() != system.size()) {
      throw new IllegalArgumentException(
          "paired tests need equally many pairs, not %d and %d"
              .formatted(baseline.size(), system.size()));
    }
  }
}
