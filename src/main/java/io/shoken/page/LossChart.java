package io.shoken.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Draws the loss during training as SVG: a line for each stage and one for the validation part. Its
 * data comes from a manifest; a series that isn't a list of numbers is left out.
 */
final class LossChart {
  /** The note of a run that holds lists of {@code [step, loss, ...]} by name. */
  static final String NOTE = "loss_curve";

  private static final String VALIDATION = "validation";
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 100;

  private record Point(double step, double loss) {}

  private LossChart() {}

  /** The charts of a run's notes, or nothing where it has no such note. */
  static Html of(Map<String, ?> notes) {
    if (!(notes.get(NOTE) instanceof Map<?, ?> curves)) {
      return Html.NOTHING;
    }
    List<Point> validation = points(curves.get(VALIDATION));
    List<Html> charts = new ArrayList<>();
    for (Map.Entry<?, ?> stage : curves.entrySet()) {
      String name = String.valueOf(stage.getKey());
      List<Point> points = points(stage.getValue());
      if (!name.equals(VALIDATION) && points.size() > 1) {
        charts.add(chart(name, points, name.equals("findings") ? validation : List.of()));
      }
    }
    return charts.isEmpty()
        ? Html.NOTHING
        : Html.of("<div class=\"curves\">{}</div>", Html.join(charts));
  }

  private static List<Point> points(Object rows) {
    List<Point> points = new ArrayList<>();
    if (rows instanceof List<?> list) {
      for (Object row : list) {
        if (row instanceof List<?> pair
            && pair.size() > 1
            && pair.get(0) instanceof Number step
            && pair.get(1) instanceof Number loss
            && Double.isFinite(loss.doubleValue())) {
          points.add(new Point(step.doubleValue(), loss.doubleValue()));
        }
      }
    }
    return points;
  }

  private static Html chart(String name, List<Point> points, List<Point> validation) {
    double lastStep = points.get(points.size() - 1).step();
    double highest = points.stream().mapToDouble(Point::loss).max().orElse(1);
    String caption = caption(name, points, validation);
    return Html.of(
        """
        <figure class="curve"><svg class="line" role="img" width="100%" height="100" \
        viewBox="0 0 1000 100" preserveAspectRatio="none"><title>{}</title>{}{}</svg>
        <figcaption class="muted">{}</figcaption></figure>\
        """,
        caption,
        line("learnt", points, lastStep, highest),
        validation.size() > 1 ? line("validated", validation, lastStep, highest) : Html.NOTHING,
        caption);
  }

  private static String caption(String name, List<Point> points, List<Point> validation) {
    Point first = points.get(0);
    Point last = points.get(points.size() - 1);
    String caption =
        String.format(
            Locale.ROOT,
            "loss of %s: %.3f to %.3f in %,.0f steps",
            StepSection.words(name),
            first.loss(),
            last.loss(),
            last.step());
    double least = validation.stream().mapToDouble(Point::loss).min().orElse(Double.NaN);
    return Double.isNaN(least)
        ? caption
        : caption + String.format(Locale.ROOT, "; of the validation part %.3f at the least", least);
  }

  private static Html line(String kind, List<Point> points, double lastStep, double highest) {
    String at =
        points.stream()
            .map(
                p ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        WIDTH * p.step() / Math.max(1, lastStep),
                        HEIGHT * (1 - Math.min(1, p.loss() / Math.max(1e-9, highest)))))
            .collect(Collectors.joining(" "));
    return Html.of(
        "<polyline class=\"{}\" vector-effect=\"non-scaling-stroke\" points=\"{}\"/>", kind, at);
  }
}
