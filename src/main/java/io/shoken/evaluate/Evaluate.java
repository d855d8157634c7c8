package io.shoken.evaluate;

import io.shoken.console.TextTable;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * Compares {@code predictions} with {@code labels} and writes {@code evaluations}: a row per
 * finding, then {@code macro} (means of the findings' ratios), {@code micro} (all decisions as one)
 * and {@code exact_match} (whole sets of findings). The corpus stays in the cluster; the driver
 * sees counts.
 */
public final class Evaluate implements Step {
  private final EvaluateOptions options;
  private final EvaluateSettings settings;
  private final Consumer<TextTable> show;

  /**
   * @param show gets the table for the user, once, at the end
   */
  public Evaluate(EvaluateOptions options, EvaluateSettings settings, Consumer<TextTable> show) {
    this.options = options;
    this.settings = settings;
    this.show = show;
  }

  @Override
  public String command() {
    return "evaluate";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(options.toString());
    parts.add(settings.toString());
    parts.addAll(warehouse.runsOf(Table.PREDICTIONS, Table.LABELS, Table.REPORTS));
    return parts;
  }

  /**
   * Evaluates.
   *
   * @throws io.shoken.core.UserException (2) if a model or label source is named that the warehouse
   *     lacks; (5) if there is nothing to evaluate, or a probability is not one
   */
  @Override
  public Outcome run(Run run) {
    Selection selection = Selection.of(run.warehouse(), options);
    run.progress().start("evaluate", 3);
    try (Pairs pairs = new Pairs(run.warehouse(), selection, options, settings)) {
      Census census = pairs.census();
      census.requireSound(options);
      run.progress().advance(1);
      OutcomeTally tally = pairs.tally(census);
      run.progress().advance(1);
      Rankings rankings = Rankings.of(pairs.evaluated());
      run.progress().advance(1);
      Scoreboard scoreboard = new Scoreboard(census.models(), settings, tally, rankings);
      write(run, selection, census, scoreboard);
      note(run, pairs, census);
      show.accept(table(run, selection, census, scoreboard));
    } finally {
      run.progress().done();
    }
    return Outcome.DONE;
  }

  private void write(Run run, Selection selection, Census census, Scoreboard scoreboard) {
    List<Row> rows = new ArrayList<>();
    for (String model : census.models()) {
      List<EvaluationRow> scores = scoreboard.of(model);
      scores.forEach(
          score -> rows.add(score.row(model, selection.labelSource(), options.splitName())));
      scores.stream()
          .filter(score -> score.finding().equals(Scoreboard.MACRO))
          .forEach(score -> run.note("macro_f1 " + model, score.ratios().f1()));
    }
    run.write(
        Table.EVALUATIONS,
        run.spark().createDataFrame(rows, Table.EVALUATIONS.schema()).coalesce(1));
  }

  private void note(Run run, Pairs pairs, Census census) {
    run.count("in", census.all());
    run.count("out", census.evaluated());
    run.count("rejected", census.all() - census.evaluated());
    run.count("failed", 0);
    census.leftOut().forEach(run::count);
    run.note("signature", settings.signature());
    run.note("training_texts", pairs.trainingTextsNote());
  }

  private TextTable table(Run run, Selection selection, Census census, Scoreboard scoreboard) {
    EvaluationTable table =
        new EvaluationTable(options, selection.labelSource(), census, scoreboard);
    if (options.against().isEmpty()) {
      return table.ofModels();
    }
    String model = options.modelId().orElseThrow();
    String against = options.against().get();
    run.note("difference", differences(scoreboard, model, against));
    return table.ofComparison(model, against);
  }

  private static Map<String, Object> differences(
      Scoreboard scoreboard, String model, String against) {
    Map<String, Object> differences = new LinkedHashMap<>();
    differences.put("model", model);
    differences.put("against", against);
    for (EvaluationRow score : scoreboard.of(model)) {
      differences.put(
          score.finding(), scoreboard.difference(score.finding(), model, against).note());
    }
    return differences;
  }
}
