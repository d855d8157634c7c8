package io.shoken.evaluate;

import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The number of predictions by model, finding and state (evaluated, or why not). */
record Census(List<Cell> cells) {
  static final String EVALUATED = "evaluated";
  static final String UNLABELLED = "unlabelled";
  static final String UNDECIDED = "undecided";
  static final String TRAINING_TEXT = "training_text";
  static final String NOT_IN_BOTH = "not_in_both";
  private static final Map<String, Integer> INDEX = index();

  /**
   * @param unsound predictions whose probability is NaN or outside 0 to 1
   */
  record Cell(String model, String finding, String state, long n, long unsound) {
    boolean isEvaluated() {
      return state.equals(EVALUATED);
    }
  }

  static Census of(List<Row> rows) {
    return new Census(
        rows.stream()
            .map(
                row ->
                    new Cell(
                        row.getAs("model_id"),
                        row.getAs("finding"),
                        row.getAs("state"),
                        row.<Long>getAs("n"),
                        row.<Long>getAs("unsound")))
            .toList());
  }

  long all() {
    return cells.stream().mapToLong(Cell::n).sum();
  }

  long evaluated() {
    return cells.stream().filter(Cell::isEvaluated).mapToLong(Cell::n).sum();
  }

  /** Counts of what is not evaluated, by reason. */
  Map<String, Long> leftOut() {
    return cells.stream()
        .filter(cell -> !cell.isEvaluated())
        .collect(Collectors.groupingBy(Cell::state, TreeMap::new, Collectors.summingLong(Cell::n)));
  }

  /** Models with anything to evaluate, by name. */
  List<String> models() {
    return cells.stream().filter(Cell::isEvaluated).map(Cell::model).distinct().sorted().toList();
  }

  /** [model][finding]: whether there is anything to evaluate. */
  boolean[][] expected() {
    List<String> models = models();
    boolean[][] expected = new boolean[models.size()][Finding.values().length];
    cells.stream()
        .filter(Cell::isEvaluated)
        .forEach(cell -> expected[models.indexOf(cell.model())][indexOf(cell.finding())] = true);
    return expected;
  }

  /** The place of a finding in file order. */
  static int indexOf(String finding) {
    Integer index = INDEX.get(finding);
    if (index == null) {
      throw new IllegalStateException("no finding is named " + finding);
    }
    return index;
  }

  /**
   * @throws UserException (5) if nothing can be evaluated, or a probability is none
   */
  void requireSound(EvaluateOptions options) {
    if (all() == 0) {
      throw UserException.input(
          "none of the predictions is of a report in split "
              + options.splitName()
              + "; name another --split, or run predict for it first");
    }
    cells.stream().filter(cell -> cell.unsound() > 0).findFirst().ifPresent(Census::refuse);
    if (evaluated() == 0) {
      throw UserException.input(
          "none of the " + all() + " predictions can be evaluated " + leftOut() + "; " + advice());
    }
  }

  private static Map<String, Integer> index() {
    List<String> labels = Finding.labels();
    return labels.stream().collect(Collectors.toUnmodifiableMap(l -> l, labels::indexOf));
  }

  private static void refuse(Cell cell) {
    throw UserException.input(
        cell.unsound()
            + " predictions of model "
            + cell.model()
            + " for "
            + cell.finding()
            + " have a probability that is NaN or outside 0 to 1; the model is broken: train and"
            + " predict again");
  }

  private String advice() {
    if (leftOut().containsKey(TRAINING_TEXT)) {
      return "the labelled ones are of texts that the model was trained on: predict reports that"
          + " it has not seen, or set evaluate.exclude-training-texts=false";
    }
    if (leftOut().containsKey(NOT_IN_BOTH)) {
      return "the two models share no labelled decision: run predict with both on the same reports";
    }
    return "no label names these reports: check that ingest --labels and --reports are of the same"
        + " scans";
  }
}
