package io.shoken.evaluate;

import java.io.Serializable;

/**
 * Confusion counts of every model and finding, of the sample and of each bootstrap resample. Adding
 * reports and merging tallies is the addition of whole numbers: any order and any partitioning give
 * the same tally. Size: models x findings x 5 x (resamples + 1) longs, 0.7 MB a model by default.
 * Not thread-safe.
 */
final class OutcomeTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean[][] expected;
  private final PoissonWeights weights;
  private final int size;
  private final long[][] cells; // [row of model, finding and outcome] [resample]
  private final long[][] complete; // [model] [resample]: reports with every expected outcome
  private final long[][] exact; // [model] [resample]: those of them without an error

  /**
   * @param expected [model][finding]: what a report must have to count for the exact match; every
   *     row as long as there are findings
   */
  OutcomeTally(boolean[][] expected, int resamples, long seed) {
    int models = expected.length;
    int findings = expected[0].length;
    this.expected = expected;
    this.weights = new PoissonWeights(resamples, seed);
    this.size = resamples + 1;
    this.cells = new long[models * findings * Outcome.CODES][size];
    this.complete = new long[models][size];
    this.exact = new long[models][size];
  }

  /**
   * Adds a report.
   *
   * @param outcomes [model][finding]: an {@link Outcome#code}
   */
  void add(String reportId, byte[][] outcomes) {
    int[] weight = weights.of(reportId);
    for (int model = 0; model < expected.length; model++) {
      addOutcomes(model, outcomes[model], weight);
      addExactMatch(model, outcomes[model], weight);
    }
  }

  private void addOutcomes(int model, byte[] outcomes, int[] weight) {
    for (int finding = 0; finding < outcomes.length; finding++) {
      Outcome outcome = Outcome.ofCode(outcomes[finding]);
      if (outcome != Outcome.ABSENT) {
        addTo(cells[row(model, finding, outcome)], weight);
      }
    }
  }

  private void addExactMatch(int model, byte[] outcomes, int[] weight) {
    boolean right = true;
    for (int finding = 0; finding < outcomes.length; finding++) {
      Outcome outcome = Outcome.ofCode(outcomes[finding]);
      if (expected[model][finding] && outcome == Outcome.ABSENT) {
        return;
      }
      right &= !outcome.isError();
    }
    addTo(complete[model], weight);
    if (right) {
      addTo(exact[model], weight);
    }
  }

  /** Adds the other tally, of the same models, findings and seed, to this one and returns this. */
  OutcomeTally plus(OutcomeTally other) {
    addAll(cells, other.cells);
    addAll(complete, other.complete);
    addAll(exact, other.exact);
    return this;
  }

  int resamples() {
    return size - 1;
  }

  boolean isExpected(int model, int finding) {
    return expected[model][finding];
  }

  int findings() {
    return expected[0].length;
  }

  /** Counts of one finding in the sample (resample 0) or in a resample. */
  Confusion of(int model, int finding, int resample) {
    return new Confusion(
        cell(model, finding, Outcome.TRUE_POSITIVE, resample),
        cell(model, finding, Outcome.FALSE_POSITIVE, resample),
        cell(model, finding, Outcome.FALSE_NEGATIVE, resample),
        cell(model, finding, Outcome.TRUE_NEGATIVE, resample));
  }

  /** Counts over all findings. */
  Confusion micro(int model, int resample) {
    Confusion sum = Confusion.NONE;
    for (int finding = 0; finding < findings(); finding++) {
      sum = sum.plus(of(model, finding, resample));
    }
    return sum;
  }

  /**
   * Reports as single decisions about their whole set of findings: a set that is right in every
   * finding is a true positive, and any other one a false positive for the set that was decided and
   * a false negative for the set that was meant. Precision, recall and F1 are then all the share of
   * exact matches (scikit-learn's accuracy of multi-label data).
   */
  Confusion exactMatch(int model, int resample) {
    long right = exact[model][resample];
    long wrong = complete[model][resample] - right;
    return new Confusion(right, wrong, wrong, 0);
  }

  private long cell(int model, int finding, Outcome outcome, int resample) {
    return cells[row(model, finding, outcome)][resample];
  }

  private int row(int model, int finding, Outcome outcome) {
    return (model * findings() + finding) * Outcome.CODES + outcome.code();
  }

  private static void addTo(long[] sums, int[] weight) {
    for (int b = 0; b < sums.length; b++) {
      sums[b] += weight[b];
    }
  }

  private static void addAll(long[][] sums, long[][] others) {
    for (int row = 0; row < sums.length; row++) {
      for (int b = 0; b < sums[row].length; b++) {
        sums[row][b] += others[row][b];
      }
    }
  }
}
