package io.shoken.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Turns (model, finding, score, positives, negatives), sorted by model, finding and falling score,
 * into one ranking for each model and finding. A finding with a missing score, which sorts last,
 * has none.
 */
final class Curves implements FlatMapFunction<Iterator<Row>, Rankings.Ranked> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Rankings.Ranked> call(Iterator<Row> rows) {
    List<Rankings.Ranked> ranked = new ArrayList<>();
    Rankings.Key key = null;
    RankingCurve curve = new RankingCurve();
    boolean complete = true;
    while (rows.hasNext()) {
      Row row = rows.next();
      Rankings.Key next = new Rankings.Key(row.getAs("model_id"), row.getAs("finding"));
      if (!next.equals(key)) {
        end(ranked, key, curve, complete);
        key = next;
        curve = new RankingCurve();
        complete = true;
      }
      Double score = row.getAs("probability");
      if (score == null) {
        complete = false;
      } else {
        curve.add(score, row.<Long>getAs("positives"), row.<Long>getAs("negatives"));
      }
    }
    end(ranked, key, curve, complete);
    return ranked.iterator();
  }

  private static void end(
      List<Rankings.Ranked> ranked, Rankings.Key key, RankingCurve curve, boolean complete) {
    if (key != null && complete) {
      ranked.add(new Rankings.Ranked(key, curve.auroc(), curve.averagePrecision()));
    }
  }
}
