package io.shoken.evaluate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One row of {@code evaluations}. Numbers that are not defined for a row are null.
 *
 * @param finding a finding, {@code macro}, {@code micro} or {@code exact_match}
 * @param interval of F1
 * @param ranked area under the ROC curve and average precision
 */
record EvaluationRow(
    String finding, Decisions decisions, Ratios ratios, Interval interval, Areas ranked) {

  /**
   * @param n decisions, or reports for the exact match
   */
  record Decisions(long n, Long positives, Long tp, Long fp, Long fn, Long tn) {
    static Decisions of(Confusion c) {
      return new Decisions(c.n(), c.positives(), c.tp(), c.fp(), c.fn(), c.tn());
    }
  }

  /** Each 0-1. */
  record Ratios(double precision, double recall, double f1) {
    static Ratios of(Confusion c) {
      return new Ratios(c.precision(), c.recall(), c.f1());
    }
  }

  /** What needs probabilities rather than decisions. */
  record Areas(Double auroc, Double averagePrecision) {
    static final Areas NONE = new Areas(null, null);

    static Areas of(Rankings.Ranked ranked) {
      return new Areas(ranked.auroc(), ranked.averagePrecision());
    }
  }

  static EvaluationRow of(String finding, Confusion c, Interval interval, Rankings.Ranked ranked) {
    return new EvaluationRow(finding, Decisions.of(c), Ratios.of(c), interval, Areas.of(ranked));
  }

  Row row(String model, String labelSource, String split) {
    return RowFactory.create(
        model,
        labelSource,
        split,
        finding,
        decisions.n(),
        decisions.positives(),
        decisions.tp(),
        decisions.fp(),
        decisions.fn(),
        decisions.tn(),
        ratios.precision(),
        ratios.recall(),
        ratios.f1(),
        interval.low(),
        interval.high(),
        ranked.auroc(),
        ranked.averagePrecision());
  }
}
