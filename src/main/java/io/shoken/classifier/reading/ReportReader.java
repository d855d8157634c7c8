package io.shoken.classifier.reading;

import java.util.List;
import org.apache.spark.sql.Row;

/** Reads reports in the way that the model was trained for. Thread-safe. */
public sealed interface ReportReader permits WholeReports, ReportPassages {

  /** What is said of each text, as {@link Verdicts#rows}; an empty text is read as well. */
  List<List<Row>> read(List<String> texts, Counts counts);
}
