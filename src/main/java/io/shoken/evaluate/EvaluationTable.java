package io.shoken.evaluate;

import io.shoken.console.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The evaluation as the user sees it: the columns of {@code evaluations}, and the comparison. */
final class EvaluationTable {
  private static final String[] COUNTS = {"tp", "fp", "fn", "tn"};

  private final EvaluateOptions options;
  private final String labelSource;
  private final Census census;
  private final Scoreboard scoreboard;

  EvaluationTable(
      EvaluateOptions options, String labelSource, Census census, Scoreboard scoreboard) {
    this.options = options;
    this.labelSource = labelSource;
    this.census = census;
    this.scoreboard = scoreboard;
  }

  /** A row for each model and finding. */
  TextTable ofModels() {
    List<String> models = census.models();
    boolean one = models.size() == 1;
    TextTable.Builder table = TextTable.titled(title(one ? "model " + models.get(0) : "models"));
    if (one) {
      table.onlyInJson("model_id");
    } else {
      table.columns("model_id");
    }
    table
        .onlyInJson("label_source", "split")
        .columns("finding", "n", "positives")
        .onlyInJson(COUNTS)
        .columns("precision", "recall", "f1", "f1_low", "f1_high", "auroc", "average_precision");
    for (String model : models) {
      scoreboard.of(model).forEach(score -> table.row(cells(model, score).toArray()));
    }
    return table.build();
  }

  /** The model's rows with what the other one has, and the difference. */
  TextTable ofComparison(String model, String against) {
    TextTable.Builder table =
        TextTable.titled(title("model " + model + " against " + against))
            .onlyInJson("model_id", "label_source", "split")
            .columns("finding", "n", "positives")
            .onlyInJson(COUNTS)
            .onlyInJson("precision", "recall")
            .columns("f1", "f1_low", "f1_high")
            .onlyInJson("auroc", "average_precision", "against")
            .columns("against_f1", "difference", "difference_low", "difference_high");
    for (EvaluationRow score : scoreboard.of(model)) {
      Scoreboard.Difference d = scoreboard.difference(score.finding(), model, against);
      List<Object> cells = cells(model, score);
      cells.addAll(
          List.of(against, d.againstF1(), d.value(), d.interval().low(), d.interval().high()));
      table.row(cells.toArray());
    }
    return table.build();
  }

  private List<Object> cells(String model, EvaluationRow score) {
    Row row = score.row(model, labelSource, options.splitName());
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i));
    }
    return cells;
  }

  private String title(String models) {
    String leftOut =
        census.leftOut().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    return models
        + ", labels "
        + labelSource
        + ", split "
        + options.splitName()
        + (leftOut.isEmpty() ? "" : "; decisions left out: " + leftOut)
        + (options.modelDirs().isEmpty() ? "; training texts not checked (--model-dir)" : "");
  }
}
