package io.shoken.classifier.reading;

import io.shoken.classifier.evidence.EvidenceModel;
import io.shoken.core.BoundedCache;
import io.shoken.domain.Finding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import scala.reflect.ClassTag$;

/**
 * The evidence model over a table. A clause that recurs is scored once in each executor, by a cache
 * that its tasks share: nothing is shuffled and no text leaves the row that it came with.
 */
public final class EvidenceClassifier implements Classifier {

  private final ReadReport report;

  /**
   * @param thresholds in the order of {@link Finding}
   */
  public EvidenceClassifier(SparkSession spark, EvidenceModel model, double[] thresholds) {
    this.report =
        new ReadReport(
            spark
                .sparkContext()
                .broadcast(new CachedModel(model), ClassTag$.MODULE$.apply(CachedModel.class)),
            thresholds.clone(),
            spark.sparkContext().longAccumulator("clauses"),
            spark.sparkContext().longAccumulator("clauses scored"));
  }

  @Override
  public Dataset<Row> read(Dataset<Row> texts) {
    return texts.select("report_id", "text_hash", "text_ja").flatMap(report, Encoders.row(SCHEMA));
  }

  @Override
  public Map<String, Long> counted() {
    return Map.of("clauses", report.clauses.value(), "clauses_scored", report.scored.value());
  }

  /** The model and the scores of the clauses that this process has met. */
  private static final class CachedModel implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Clauses whose scores are kept, about 300 bytes each: 100 MB at the most. */
    private static final int MOST_KEPT = 300_000;

    private final EvidenceModel model;
    private transient BoundedCache<String, double[]> scores;

    CachedModel(EvidenceModel model) {
      this.model = model;
    }

    /** Empty in each process that the model is sent to. */
    private synchronized BoundedCache<String, double[]> scores() {
      if (scores == null) {
        scores = new BoundedCache<>(MOST_KEPT);
      }
      return scores;
    }

    /** The scores of a report's clauses, in their order. */
    List<double[]> score(List<String> clauses, LongAccumulator scored) {
      Map<String, double[]> known =
          scores()
              .get(
                  clauses,
                  unread -> {
                    scored.add(unread.size());
                    return unread.stream().map(model::score).toList();
                  });
      return clauses.stream().map(known::get).toList();
    }
  }

  /** Reads one report: 18 rows. */
  private static final class ReadReport implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<CachedModel> model;
    private final double[] thresholds;
    private final LongAccumulator clauses;
    private final LongAccumulator scored;

    ReadReport(
        Broadcast<CachedModel> model,
        double[] thresholds,
        LongAccumulator clauses,
        LongAccumulator scored) {
      this.model = model;
      this.thresholds = thresholds;
      this.clauses = clauses;
      this.scored = scored;
    }

    @Override
    public java.util.Iterator<Row> call(Row text) {
      CachedModel cached = model.value();
      List<String> said = cached.model.clauses(text.getString(2));
      clauses.add(said.size());
      List<double[]> scores = cached.score(said, scored);
      List<EvidenceModel.Verdict> verdicts = cached.model.pool(scores);
      List<Row> rows = new ArrayList<>(verdicts.size());
      for (int k = 0; k < verdicts.size(); k++) {
        EvidenceModel.Verdict verdict = verdicts.get(k);
        boolean decided = verdict.probability() >= thresholds[k];
        rows.add(
            RowFactory.create(
                text.getString(0),
                text.getString(1),
                Finding.labels().get(k),
                verdict.logit(),
                verdict.probability(),
                thresholds[k],
                decided ? 1 : 0,
                decided && verdict.clause() >= 0 ? said.get(verdict.clause()) : null));
      }
      return rows.iterator();
    }
  }
}
