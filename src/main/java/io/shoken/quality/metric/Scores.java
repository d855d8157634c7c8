package io.shoken.quality.metric;

import java.util.List;
import java.util.Map;

/**
 * The scores of one corpus.
 *
 * @param rows a row for each score
 * @param lines what sacreBLEU prints for those metrics that it has
 * @param failing for each check the ids of the texts that fail it, in the order of the corpus
 */
public record Scores(List<Row> rows, List<String> lines, Map<String, List<String>> failing) {

  /**
   * One score.
   *
   * @param section {@code findings}, {@code impression}, {@code both}, or {@code file}
   * @param metric such as {@code BLEU}
   * @param value mostly percent
   * @param low lower end of its 95 % interval, or null if none was asked for
   * @param high upper end, or null
   * @param n pairs
   * @param signature everything that the number depends on
   */
  public record Row(
      String section,
      String metric,
      double value,
      Double low,
      Double high,
      long n,
      String signature) {

    /** The same score under another signature. */
    public Row withSignature(String other) {
      return new Row(section, metric, value, low, high, n, other);
    }
  }
}
