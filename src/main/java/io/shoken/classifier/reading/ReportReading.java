package io.shoken.classifier.reading;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * How reports are read: whole, or a passage at a time and then pooled, as the model was trained.
 * Thread-safe.
 */
sealed interface ReportReading permits WholeReports, ReportPassages {

  /** What is said of each text, as {@link Verdicts#rows}; an empty text is read as well. */
  List<List<Row>> read(List<String> texts, BertCounts counts);
}
