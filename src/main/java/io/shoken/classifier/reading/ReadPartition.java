package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.Buffered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds the findings of a text column to the rows of a partition, in their order.
 *
 * @param column position of the text
 */
record ReadPartition(BertJob job, int column, Counts counts)
    implements MapPartitionsFunction<Row, Row> {

  /** Reports held at a time, so that those of like length are read together. */
  private static final int BUFFER = 256;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator(); // and load no model for it
    }
    SharedReader shared = SharedReader.take(job, counts).until(TaskContext.get());
    return new Buffered<>(rows, BUFFER, held -> read(held, shared.reader()));
  }

  private List<Row> read(List<Row> rows, ReportReader reader) {
    List<String> texts =
        rows.stream().filter(row -> !row.isNullAt(column)).map(r -> r.getString(column)).toList();
    Iterator<List<Row>> findings = reader.read(texts, counts).iterator();
    List<Row> read = new ArrayList<>(rows.size());
    for (Row row : rows) {
      read.add(with(row, row.isNullAt(column) ? null : findings.next()));
    }
    return read;
  }

  private static Row with(Row row, List<Row> findings) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = findings == null ? null : findings.toArray(Row[]::new);
    return RowFactory.create(values);
  }
}
