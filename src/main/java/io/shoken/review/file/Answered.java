package io.shoken.review.file;

import java.util.List;
import java.util.Map;

/**
 * One row or item of a file that came back, before it is compared with its export.
 *
 * @param row of a CSV file as a spreadsheet counts (the header is 1), of a page's file the item's
 *     number from 1
 * @param source the English of a CSV row; null in a page's file, which has none
 * @param machine the machine translation of a CSV row; null in a page's file
 * @param seconds null where it was not measured
 * @param choice of a comparison {@code a}, {@code b} or {@code same}; else null
 */
public record Answered(
    int row,
    String key,
    String sourceHash,
    String baseHash,
    String source,
    String machine,
    String text,
    String status,
    Map<String, Integer> ratings,
    List<String> findings,
    List<Span> spans,
    String comment,
    Long seconds,
    String choice) {

  /** A marked passage of the text, with what the reviewer did about it. */
  public record Span(
      int start, int end, String kind, String severity, String check, String decision) {}
}
