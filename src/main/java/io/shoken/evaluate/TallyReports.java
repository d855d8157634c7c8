package io.shoken.evaluate;

import io.shoken.domain.Finding;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** One tally of a partition of reports; none of an empty partition. */
final class TallyReports implements FlatMapFunction<Iterator<Row>, OutcomeTally> {
  private static final long serialVersionUID = 1L;

  private final List<String> models;
  private final boolean[][] expected;
  private final int resamples;
  private final long seed;

  TallyReports(Census census, EvaluateSettings settings) {
    this.models = census.models();
    this.expected = census.expected();
    this.resamples = settings.resamples();
    this.seed = settings.seed();
  }

  @Override
  public Iterator<OutcomeTally> call(Iterator<Row> reports) {
    if (!reports.hasNext()) {
      return Collections.emptyIterator();
    }
    OutcomeTally tally = new OutcomeTally(expected, resamples, seed);
    reports.forEachRemaining(
        report -> tally.add(report.getAs("report_id"), outcomes(report.getList(1))));
    return List.of(tally).iterator();
  }

  private byte[][] outcomes(List<Row> decisions) {
    byte[][] outcomes = new byte[models.size()][Finding.values().length];
    for (Row row : decisions) {
      int model = models.indexOf(row.<String>getAs("model_id"));
      outcomes[model][Census.indexOf(row.getAs("finding"))] =
          Outcome.of(row.<Integer>getAs("label") == 1, row.<Integer>getAs("decision") == 1).code();
    }
    return outcomes;
  }
}
