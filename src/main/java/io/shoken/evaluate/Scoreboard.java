package io.shoken.evaluate;

import io.shoken.domain.Finding;
import io.shoken.evaluate.EvaluationRow.Areas;
import io.shoken.evaluate.EvaluationRow.Decisions;
import io.shoken.evaluate.EvaluationRow.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Reads the scores out of a tally and the rankings. Macro is the mean over the findings that were
 * evaluated, those without positives among them (their F1 is 0, as in scikit-learn); its AUROC and
 * average precision are means over the findings where these are defined.
 */
final class Scoreboard {
  static final String MACRO = "macro";
  static final String MICRO = "micro";
  static final String EXACT_MATCH = "exact_match";

  private final List<String> models;
  private final EvaluateSettings settings;
  private final OutcomeTally tally;
  private final Rankings rankings;

  /** F1 of one row, of the sample (resample 0) or of a resample. */
  private interface F1 {
    double of(int model, int resample);
  }

  /**
   * @param models in the order of the tally's models
   */
  Scoreboard(
      List<String> models, EvaluateSettings settings, OutcomeTally tally, Rankings rankings) {
    this.models = models;
    this.settings = settings;
    this.tally = tally;
    this.rankings = rankings;
  }

  /** Rows of a model: its findings in file order, then macro, micro and exact match. */
  List<EvaluationRow> of(String model) {
    int m = models.indexOf(model);
    List<EvaluationRow> scores = new ArrayList<>();
    for (int finding : findings(m)) {
      String name = Finding.labels().get(finding);
      scores.add(
          EvaluationRow.of(
              name, tally.of(m, finding, 0), interval(m, f1(name)), rankings.of(model, name)));
    }
    scores.add(macro(m, List.copyOf(scores)));
    scores.add(
        EvaluationRow.of(
            MICRO, tally.micro(m, 0), interval(m, f1(MICRO)), rankings.of(model, MICRO)));
    scores.add(exactMatch(m));
    return scores;
  }

  private EvaluationRow macro(int m, List<EvaluationRow> findings) {
    return new EvaluationRow(
        MACRO,
        new Decisions(
            sum(findings, Decisions::n),
            sum(findings, Decisions::positives),
            null,
            null,
            null,
            null),
        new Ratios(
            mean(findings, row -> row.ratios().precision()),
            mean(findings, row -> row.ratios().recall()),
            mean(findings, row -> row.ratios().f1())),
        interval(m, f1(MACRO)),
        new Areas(
            mean(findings, row -> row.ranked().auroc()),
            mean(findings, row -> row.ranked().averagePrecision())));
  }

  private static long sum(List<EvaluationRow> rows, ToLongFunction<Decisions> number) {
    return rows.stream().map(EvaluationRow::decisions).mapToLong(number).sum();
  }

  private EvaluationRow exactMatch(int m) {
    Confusion sets = tally.exactMatch(m, 0);
    return new EvaluationRow(
        EXACT_MATCH,
        new Decisions(sets.positives(), null, sets.tp(), null, null, null),
        Ratios.of(sets),
        interval(m, f1(EXACT_MATCH)),
        Areas.NONE);
  }

  /** The first model's F1 less the other's, with its interval over paired resamples. */
  Difference difference(String row, String model, String against) {
    int first = models.indexOf(model);
    int second = models.indexOf(against);
    F1 f1 = f1(row);
    return new Difference(
        f1.of(second, 0),
        f1.of(first, 0) - f1.of(second, 0),
        Interval.of(
            b -> f1.of(first, b) - f1.of(second, b), settings.resamples(), settings.confidence()));
  }

  /** How a model's F1 differs from {@code againstF1}. */
  record Difference(double againstF1, double value, Interval interval) {
    Map<String, Double> note() {
      return Map.of(
          "against_f1", againstF1, "value", value, "low", interval.low(), "high", interval.high());
    }
  }

  private F1 f1(String row) {
    return switch (row) {
      case MACRO ->
          (m, b) ->
              IntStream.of(findings(m))
                  .mapToDouble(f -> tally.of(m, f, b).f1())
                  .average()
                  .orElse(0);
      case MICRO -> (m, b) -> tally.micro(m, b).f1();
      case EXACT_MATCH -> (m, b) -> tally.exactMatch(m, b).f1();
      default -> {
        int finding = Census.indexOf(row);
        yield (m, b) -> tally.of(m, finding, b).f1();
      }
    };
  }

  private int[] findings(int m) {
    return IntStream.range(0, tally.findings()).filter(f -> tally.isExpected(m, f)).toArray();
  }

  private Interval interval(int m, F1 f1) {
    return Interval.of(b -> f1.of(m, b), settings.resamples(), settings.confidence());
  }

  private static Double mean(List<EvaluationRow> scores, Function<EvaluationRow, Double> value) {
    double[] defined =
        scores.stream().map(value).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    return defined.length == 0
        ? null
        : Double.valueOf(DoubleStream.of(defined).average().getAsDouble());
  }
}
