package io.shoken.review;

import io.shoken.quality.metric.Levenshtein;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * A reviewer's newest answer to one text.
 *
 * @param key {@code REPORT_ID:SECTION}
 * @param shown what the reviewer began with
 * @param text what the reviewer made of it
 * @param source the English; empty where the warehouse has lost it
 * @param seconds null where it was not measured
 * @param failedChecks of {@code shown}
 */
record Reviewed(
    String key,
    String stage,
    String reviewer,
    String kind,
    String status,
    String shown,
    String text,
    String source,
    String comment,
    Map<String, Integer> ratings,
    Long seconds,
    Set<String> findings,
    List<Span> spans,
    Set<String> failedChecks,
    String choice,
    double weight) {

  /** A marked passage. */
  record Span(int start, int end, String kind, String severity, String check, String decision) {
    /** Whether the reviewer said that it is an error. */
    boolean isError() {
      return List.of("kept", "changed", "added").contains(decision);
    }
  }

  /** The newest of each reviewer's answers, from rows in the order of their time. */
  static List<Reviewed> newest(List<Row> rowsByTime) {
    Map<String, Reviewed> newest = new LinkedHashMap<>();
    for (Row row : rowsByTime) {
      newest.put(RevisionRows.identity(row), of(row));
    }
    return List.copyOf(newest.values());
  }

  private static Reviewed of(Row row) {
    Map<String, Integer> ratings = new LinkedHashMap<>();
    if (row.getAs("ratings") != null) {
      row.<String, Integer>getJavaMap(row.fieldIndex("ratings")).forEach(ratings::put);
    }
    List<Span> spans = new ArrayList<>();
    for (Object span : list(row, "spans")) {
      Row s = (Row) span;
      spans.add(
          new Span(
              s.getInt(0),
              s.getInt(1),
              s.getString(2),
              s.getString(3),
              s.getString(4),
              s.getString(5)));
    }
    return new Reviewed(
        row.getAs("report_id") + ":" + row.getAs("section"),
        row.getAs("stage"),
        row.getAs("reviewer"),
        row.getAs("kind"),
        row.getAs("status"),
        orEmpty(row.getAs("shown_ja")),
        orEmpty(row.getAs("text_ja")),
        orEmpty(row.getAs("source")),
        orEmpty(row.getAs("comment")),
        ratings,
        row.getAs("seconds"),
        strings(row, "findings"),
        spans,
        strings(row, "failed_checks"),
        row.getAs("choice"),
        row.isNullAt(row.fieldIndex("weight")) ? 1 : row.<Double>getAs("weight"));
  }

  private static Set<String> strings(Row row, String column) {
    Set<String> strings = new HashSet<>();
    list(row, column).forEach(value -> strings.add((String) value));
    return strings;
  }

  private static List<?> list(Row row, String column) {
    return row.getAs(column) == null ? List.of() : row.getList(row.fieldIndex(column));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  String reportId() {
    return key.substring(0, key.lastIndexOf(':'));
  }

  String section() {
    return key.substring(key.lastIndexOf(':') + 1);
  }

  boolean isText() {
    return kind.equals("review") && List.of("approved", "edited").contains(status);
  }

  /** Code points inserted, deleted or replaced. */
  int edits() {
    return Levenshtein.distance(shown.strip(), text.strip());
  }

  int chars() {
    return text.codePointCount(0, text.length());
  }

  long errors(String severity) {
    return spans.stream().filter(s -> s.isError() && s.severity().equals(severity)).count();
  }
}
