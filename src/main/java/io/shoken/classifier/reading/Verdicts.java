package io.shoken.classifier.reading;

import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Turns the logits of a report into rows a finding, by the model's temperature and thresholds. */
public final class Verdicts {
  /** One finding of a report. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "finding STRING, logit DOUBLE, probability DOUBLE, threshold DOUBLE, decision INT,"
              + " evidence STRING");

  private final double temperature;
  private final double[] thresholds;

  Verdicts(ModelNotes notes) {
    this.temperature = notes.temperature();
    this.thresholds = List.of(Finding.values()).stream().mapToDouble(notes::threshold).toArray();
  }

  /** Whether that logit reaches the finding's threshold. */
  boolean decided(double logit, int finding) {
    return probability(logit) >= thresholds[finding];
  }

  /**
   * Rows of {@link #SCHEMA}, in the order of {@link Finding}.
   *
   * @param evidence gives the sentence that decided for a finding, or null; called for positive
   *     decisions only
   */
  List<Row> rows(double[] logits, IntFunction<String> evidence) {
    List<Row> rows = new ArrayList<>(logits.length);
    for (int k = 0; k < logits.length; k++) {
      boolean decided = decided(logits[k], k);
      rows.add(
          RowFactory.create(
              Finding.labels().get(k),
              logits[k],
              probability(logits[k]),
              thresholds[k],
              decided ? 1 : 0,
              decided ? evidence.apply(k) : null));
    }
    return rows;
  }

  private double probability(double logit) {
    return 1 / (1 + Math.exp(-logit / temperature));
  }

  /** The type of a report's findings. */
  public static org.apache.spark.sql.types.DataType type() {
    return DataTypes.createArrayType(SCHEMA, false);
  }
}
