package io.shoken.score;

import io.shoken.console.TextTable;
import io.shoken.quality.metric.LinePairs;
import io.shoken.quality.metric.Scorer;
import io.shoken.quality.metric.Scores;
import java.nio.file.Path;
import java.util.List;

/** Formats scores as tables for the terminal. */
public final class ScoreTables {
  private static final int SHOWN_IDS = 20;

  private ScoreTables() {}

  /** The rows under the column names of the table {@code scores}. */
  static TextTable table(String title, List<Scores.Row> rows) {
    TextTable.Builder table =
        TextTable.titled(title)
            .columns("section", "metric")
            .column("value", 1)
            .column("low", 1)
            .column("high", 1)
            .columns("n", "signature");
    rows.forEach(
        r ->
            table.row(r.section(), r.metric(), r.value(), r.low(), r.high(), r.n(), r.signature()));
    return table.build();
  }

  /**
   * Two files scored line by line, without Spark or a warehouse.
   *
   * @param table all scores
   * @param lines as sacreBLEU prints them with {@code --format text}
   * @param failing the lines that fail a check, one line of text a check
   */
  public record OfFiles(TextTable table, List<String> lines, List<String> failing) {}

  /**
   * Scores two files.
   *
   * @param settings with 0 resamples the lines are sacreBLEU's without {@code --confidence}
   * @throws io.shoken.core.UserException (2) if a file cannot be read; (5) if it is no UTF-8, the
   *     numbers of lines differ, or there is no line
   */
  public static OfFiles ofFiles(Path hypothesis, Path reference, ScoreSettings settings) {
    LinePairs pairs = LinePairs.read(hypothesis, reference);
    Scorer scorer = new Scorer(Scorer.standard(), settings.resamples(), settings.seed());
    Scores scores = pairs.score(scorer);
    List<String> failing =
        scores.failing().entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(e -> e.getKey() + " differ in " + shown(e.getValue()))
            .toList();
    return new OfFiles(
        table(hypothesis + " against " + reference, scores.rows()), scores.lines(), failing);
  }

  private static String shown(List<String> ids) {
    String first = String.join(", ", ids.subList(0, Math.min(SHOWN_IDS, ids.size())));
    int more = ids.size() - SHOWN_IDS;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
