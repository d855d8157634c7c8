package io.shoken.evaluate;

import io.shoken.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The evaluation as the user sees it: the columns of {@code evaluations}, and the comparison. */
final class EvaluationTable {
  private static final String[] COUNTS = {"tp", "fp", "fn", "tn"};

  private EvaluationTable() {}

  /** A row for each model and finding. */
  static TextTable of(
      Scoreboard scoreboard, List<String> models, String labelSource, String split, Census census) {
    boolean one = models.size() == 1;
    String title = title(one ? "model " + models.get(0) : "all models", labelSource, split, census);
    TextTable.Builder table = TextTable.titled(title);
    table = one ? table.onlyInJson("model_id") : table.columns("model_id");
    table
        .onlyInJson("label_source", "split")
        .columns("finding", "n", "positives")
        .onlyInJson(COUNTS)
        .columns("precision", "recall", "f1", "f1_low", "f1_high", "auroc", "average_precision");
    for (String model : models) {
      for (Score score : scoreboard.of(model)) {
        table.row(cells(model, labelSource, split, score, List.of()));
      }
    }
    return table.build();
  }

  /** The model's rows with what the other one has, and the difference. */
  static TextTable of(
      Scoreboard scoreboard,
      EvaluateOptions options,
      String labelSource,
      String split,
      Census census) {
    String model = options.modelId().orElseThrow();
    String against = options.against().orElseThrow();
    TextTable.Builder table =
        TextTable.titled(
                title("model " + model + " against " + against, labelSource, split, census))
            .onlyInJson("model_id", "label_source", "split")
            .columns("finding", "n", "positives")
            .onlyInJson(COUNTS)
            .onlyInJson("precision", "recall")
            .columns("f1", "f1_low", "f1_high")
            .onlyInJson("auroc", "average_precision", "against")
            .columns("against_f1", "difference", "difference_low", "difference_high");
    for (Score score : scoreboard.of(model)) {
      Scoreboard.Difference d = scoreboard.difference(score.finding(), model, against);
      table.row(
          cells(
              model,
              labelSource,
              split,
              score,
              List.of(against, d.againstF1(), d.value(), d.interval().low(), d.interval().high())));
    }
    return table.build();
  }

  private static Object[] cells(
      String model, String labelSource, String split, Score score, List<Object> more) {
    List<Object> cells = new ArrayList<>();
    Row row = score.row(model, labelSource, split);
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i));
    }
    cells.addAll(more);
    return cells.toArray();
  }

  private static String title(String models, String labelSource, String split, Census census) {
    String leftOut =
        census.leftOut().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    return models
        + ", labels "
        + labelSource
        + ", split "
        + split
        + (leftOut.isEmpty() ? "" : " (left out: " + leftOut + ")");
  }
}
