package io.shoken.quality.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scores of a measure with their intervals.
 *
 * @param intervals one a score, or none at all
 */
record Scored(
    Measure measure,
    Counts total,
    long n,
    Signature signature,
    List<Resampling.Interval> intervals) {

  List<Scores.Row> rows(String section) {
    List<Scores.Row> rows = new ArrayList<>();
    double[] scores = measure.scores(total);
    for (int i = 0; i < scores.length; i++) {
      Double low = intervals.isEmpty() ? null : Double.valueOf(intervals.get(i).low());
      Double high = intervals.isEmpty() ? null : Double.valueOf(intervals.get(i).high());
      String name = measure.names().get(i);
      rows.add(new Scores.Row(section, name, scores[i], low, high, n, signature.toString()));
    }
    return rows;
  }

  /** The line that sacreBLEU prints ({@code --format text}, one decimal) if the metric is its. */
  Optional<String> line() {
    if (measure instanceof Bleu bleu) {
      return Optional.of(line("BLEU") + " " + bleu.detail(total).verbose());
    } else if (measure instanceof Chrf) {
      return Optional.of(line(measure.names().get(0)));
    } else if (measure instanceof Ter) {
      return Optional.of(line("TER"));
    }
    return Optional.empty();
  }

  private String line(String name) {
    String score = Decimals.fixed(measure.scores(total)[0], 1);
    return name + "|" + signature + " = " + score + interval();
  }

  private String interval() {
    if (intervals.isEmpty() || intervals.get(0).mean() <= 0) {
      return "";
    }
    Resampling.Interval interval = intervals.get(0);
    return " (\u03bc = %s \u00b1 %s)"
        .formatted(Decimals.fixed(interval.mean(), 1), Decimals.fixed(interval.halfWidth(), 1));
  }
}
