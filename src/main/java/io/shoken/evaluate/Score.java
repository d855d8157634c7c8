package io.shoken.evaluate;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One row of {@code evaluations}. Numbers that are not defined for a row are null.
 *
 * @param finding a finding, {@code macro}, {@code micro} or {@code exact_match}
 * @param n decisions, or reports for the exact match
 */
record Score(
    String finding,
    long n,
    Long positives,
    Long tp,
    Long fp,
    Long fn,
    Long tn,
    double precision,
    double recall,
    double f1,
    Interval interval,
    Double auroc,
    Double averagePrecision) {

  static Score of(String finding, Confusion c, Interval interval, Rankings.Ranked ranked) {
    return new Score(
        finding,
        c.n(),
        c.positives(),
        c.tp(),
        c.fp(),
        c.fn(),
        c.tn(),
        c.precision(),
        c.recall(),
        c.f1(),
        interval,
        ranked.auroc(),
        ranked.averagePrecision());
  }

  Row row(String model, String labelSource, String split) {
    return RowFactory.create(
        model,
        labelSource,
        split,
        finding,
        n,
        positives,
        tp,
        fp,
        fn,
        tn,
        precision,
        recall,
        f1,
        interval.low(),
        interval.high(),
        auroc,
        averagePrecision);
  }
}
