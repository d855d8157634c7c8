package io.shoken.train.linear;

import io.shoken.classifier.evidence.ClauseReader;
import io.shoken.classifier.evidence.EncodedReports;
import io.shoken.classifier.evidence.EvidenceModel;
import io.shoken.classifier.evidence.FeatureCounts;
import io.shoken.classifier.evidence.FeatureVocabulary;
import io.shoken.classifier.evidence.Gradient;
import io.shoken.classifier.evidence.TrainingReport;
import io.shoken.classifier.evidence.TrainingReports;
import io.shoken.classifier.evidence.Weights;
import io.shoken.classifier.statistics.ThresholdCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Training reports on a cluster: each partition makes its sums, Spark adds them up. Sums come in
 * any order, so figures agree with training in memory to rounding (1e-9), not to the bit.
 */
final class SparkReports implements TrainingReports {
  private final JavaSparkContext context;
  private final JavaRDD<TrainingReport> reports;

  SparkReports(JavaSparkContext context, JavaRDD<TrainingReport> reports) {
    this.context = context;
    this.reports = reports;
  }

  @Override
  public FeatureCounts count(ClauseReader reader) {
    return reports
        .mapPartitions(part -> List.of(FeatureCounts.of(reader, list(part))).iterator())
        .treeReduce(FeatureCounts::plus);
  }

  @Override
  public Encoded encode(ClauseReader reader, FeatureVocabulary vocabulary) {
    Broadcast<FeatureVocabulary> known = context.broadcast(vocabulary);
    JavaRDD<EncodedReports> encoded =
        reports
            .mapPartitions(
                part -> List.of(EncodedReports.of(reader, known.value(), list(part))).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Encoded() {
      @Override
      public Gradient gradient(Weights weights) {
        Broadcast<Weights> now = context.broadcast(weights);
        try {
          return encoded.map(e -> e.gradient(now.value())).treeReduce(Gradient::plus);
        } finally {
          now.destroy();
        }
      }

      @Override
      public void close() {
        encoded.unpersist(false);
        known.destroy();
      }
    };
  }

  @Override
  public ThresholdCounts decisions(EvidenceModel model) {
    Broadcast<EvidenceModel> shared = context.broadcast(model);
    try {
      return reports
          .mapPartitions(part -> List.of(shared.value().decisions(list(part))).iterator())
          .treeReduce(ThresholdCounts::plus);
    } finally {
      shared.destroy();
    }
  }

  @Override
  public TrainingReports fold(int fold, boolean inside) {
    return new SparkReports(context, reports.filter(r -> (r.fold() == fold) == inside));
  }

  private static List<TrainingReport> list(java.util.Iterator<TrainingReport> part) {
    List<TrainingReport> all = new ArrayList<>();
    part.forEachRemaining(all::add);
    return all;
  }
}
