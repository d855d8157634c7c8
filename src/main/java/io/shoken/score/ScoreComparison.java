package io.shoken.score;

import io.shoken.console.TextTable;
import io.shoken.quality.metric.Counts;
import io.shoken.quality.metric.LinePairs;
import io.shoken.quality.metric.Measure;
import io.shoken.quality.metric.Resampling;
import io.shoken.quality.metric.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two hypothesis files against one reference, with sacreBLEU's two paired tests. */
public final class ScoreComparison {
  /** sacreBLEU's default for approximate randomisation. */
  private static final int TRIALS = 10_000;

  private ScoreComparison() {}

  /**
   * Compares every score of both files.
   *
   * @param settings at least one resample; the seed serves both tests
   * @return a row a score: both values, the p-value of paired bootstrap resampling and that of
   *     paired approximate randomisation; no p-value where both values are equal, for sacreBLEU's
   *     formula would call that significant
   * @throws io.shoken.core.UserException as {@link ScoreTables#ofFiles}
   */
  public static TextTable ofFiles(
      Path baseline, Path hypothesis, Path reference, ScoreSettings settings) {
    List<Scorer.Counted> before = counted(LinePairs.read(baseline, reference));
    List<Scorer.Counted> after = counted(LinePairs.read(hypothesis, reference));
    TextTable.Builder table =
        TextTable.titled(hypothesis + " (system) and " + baseline + " (baseline)")
            .columns("metric")
            .column("baseline", 1)
            .column("system", 1)
            .column("p_bootstrap", 4)
            .column("p_randomisation", 4)
            .columns("signature");
    List<Measure> measures = Scorer.standard();
    for (int m = 0; m < measures.size(); m++) {
      compare(table, measures.get(m), only(before, m), only(after, m), settings);
    }
    return table.build();
  }

  private static List<Scorer.Counted> counted(LinePairs pairs) {
    Scorer scorer = new Scorer(Scorer.standard(), 0, 0);
    List<Scorer.Counted> counted = new ArrayList<>();
    for (int i = 0; i < pairs.hypotheses().size(); i++) {
      counted.add(
          scorer.count("line " + (i + 1), pairs.hypotheses().get(i), pairs.references().get(i)));
    }
    return counted;
  }

  private static List<Counts> only(List<Scorer.Counted> counted, int measure) {
    return counted.stream().map(c -> c.counts().get(measure)).toList();
  }

  private static void compare(
      TextTable.Builder table,
      Measure measure,
      List<Counts> baseline,
      List<Counts> system,
      ScoreSettings settings) {
    int resamples = Math.max(1, settings.resamples());
    long seed = settings.seed();
    List<Resampling.Comparison> bootstrap =
        Resampling.pairedBootstrap(measure, baseline, system, resamples, seed);
    List<Resampling.Comparison> randomised =
        Resampling.pairedRandomisation(measure, baseline, system, TRIALS, seed);
    String signature =
        "%s|bs:%d|ar:%d|seed:%d".formatted(measure.signature(), resamples, TRIALS, seed);
    for (int i = 0; i < bootstrap.size(); i++) {
      table.row(
          measure.names().get(i),
          bootstrap.get(i).baseline(),
          bootstrap.get(i).system(),
          pValue(bootstrap.get(i)),
          pValue(randomised.get(i)),
          signature);
    }
  }

  private static Double pValue(Resampling.Comparison comparison) {
    boolean equal = comparison.baseline() == comparison.system();
    return equal ? null : Double.valueOf(comparison.pValue());
  }
}
