package io.shoken.review;

import io.shoken.core.Hashes;
import io.shoken.warehouse.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Compares rows of {@code revisions}: whose answer to what it is, and what it says. */
final class RevisionRows {
  private RevisionRows() {}

  /** The same for a reviewer's answers to one text: a later one takes the place of an earlier. */
  static String identity(Row row) {
    return Hashes.ofParts(
        text(row, "report_id"),
        text(row, "section"),
        text(row, "stage"),
        text(row, "reviewer"),
        text(row, "kind"));
  }

  /** The same for answers that say the same of the same text. */
  static String content(Row row) {
    return Hashes.ofParts(
        text(row, "base_hash"),
        text(row, "text_ja"),
        text(row, "status"),
        text(row, "comment"),
        text(row, "seconds"),
        text(row, "choice"),
        ratings(row).toString(),
        list(row, "findings").toString(),
        list(row, "spans").toString());
  }

  private static Map<Object, Object> ratings(Row row) {
    Object value = row.get(place("ratings"));
    if (value == null) {
      return new TreeMap<>();
    }
    return value instanceof Map<?, ?> map
        ? new TreeMap<>(map)
        : new TreeMap<>(row.getJavaMap(place("ratings")));
  }

  private static List<?> list(Row row, String column) {
    Object value = row.get(place(column));
    if (value == null) {
      return List.of();
    }
    return value instanceof Object[] array ? List.of(array) : row.getList(place(column));
  }

  private static String text(Row row, String column) {
    Object value = row.get(place(column));
    return value == null ? "" : value.toString();
  }

  /** Rows of a step and rows that were read both begin with the table's columns, in its order. */
  private static int place(String column) {
    return Table.REVISIONS.schema().fieldIndex(column);
  }
}
