package io.shoken.classifier.bert.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a training loop keeps besides the weights: its epochs, the best of them, and the loss curve.
 * Saved in checkpoints as text and restored from there.
 */
final class TrainingHistory {
  /** Steps that a point of the curve is the mean of, so that a curve has 200 points at most. */
  private final long stepsOfPoint;

  private final List<Point> curve = new ArrayList<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private double sum;
  private int summed;
  private double seconds;

  /** The mean loss of the steps up to this one, counted from 1. */
  record Point(long step, double loss) {}

  /**
   * How an epoch ended.
   *
   * @param score the higher the better
   */
  record Epoch(long step, double loss, double macroF1, double score) {}

  TrainingHistory(long stepsOfPoint) {
    this.stepsOfPoint = stepsOfPoint;
  }

  static TrainingHistory of(Map<String, String> saved, long stepsOfPoint) {
    TrainingHistory state = new TrainingHistory(stepsOfPoint);
    for (String[] p : table(saved.get("curve"))) {
      state.curve.add(new Point(Long.parseLong(p[0]), Double.parseDouble(p[1])));
    }
    for (String[] e : table(saved.get("epochs"))) {
      state.epochs.add(
          new Epoch(
              Long.parseLong(e[0]),
              Double.parseDouble(e[1]),
              Double.parseDouble(e[2]),
              Double.parseDouble(e[3])));
    }
    state.sum = Double.parseDouble(saved.get("sum"));
    state.summed = Integer.parseInt(saved.get("summed"));
    state.seconds = Double.parseDouble(saved.get("seconds"));
    return state;
  }

  Map<String, String> toSave() {
    Map<String, String> saved = new LinkedHashMap<>();
    saved.put("curve", text(curve.stream().map(p -> p.step() + " " + p.loss()).toList()));
    saved.put(
        "epochs",
        text(
            epochs.stream()
                .map(e -> e.step() + " " + e.loss() + " " + e.macroF1() + " " + e.score())
                .toList()));
    saved.put("sum", Double.toString(sum));
    saved.put("summed", Integer.toString(summed));
    saved.put("seconds", Double.toString(seconds));
    return saved;
  }

  private static String text(List<String> rows) {
    return String.join("\n", rows);
  }

  private static List<String[]> table(String text) {
    return text.lines().map(line -> line.split(" ")).toList();
  }

  void add(long step, double loss) {
    sum += loss;
    summed++;
    if (step % stepsOfPoint == 0) {
      curve.add(new Point(step, sum / summed));
      sum = 0;
      summed = 0;
    }
  }

  void add(Epoch epoch) {
    epochs.add(epoch);
  }

  void spend(double more) {
    seconds += more;
  }

  /** Seconds at work, those before a kill included as far as they were saved. */
  double seconds() {
    return seconds;
  }

  /** The mean loss since the last point of the curve. */
  double loss() {
    return summed > 0 || curve.isEmpty()
        ? sum / Math.max(1, summed)
        : curve.get(curve.size() - 1).loss();
  }

  List<Epoch> epochs() {
    return List.copyOf(epochs);
  }

  /** The number of the best epoch, counted from 1; the earlier of equals; 0 if there is none. */
  int best() {
    int best = 0;
    for (int i = 0; i < epochs.size(); i++) {
      if (best == 0 || epochs.get(i).score() > epochs.get(best - 1).score()) {
        best = i + 1;
      }
    }
    return best;
  }

  /** For the run page: {@code [step, loss]} rows, rounded. */
  List<List<Double>> curvePoints() {
    return curve.stream().map(p -> List.of((double) p.step(), rounded(p.loss()))).toList();
  }

  /** For the run page: {@code [step, loss, macro F1]} rows, rounded; no F1 without validation. */
  List<List<Double>> epochPoints() {
    return epochs.stream()
        .map(
            e ->
                Double.isNaN(e.macroF1())
                    ? List.of((double) e.step(), rounded(e.loss()))
                    : List.of((double) e.step(), rounded(e.loss()), rounded(e.macroF1())))
        .toList();
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.5f", value));
  }
}
