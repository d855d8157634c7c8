package io.shoken.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * F1 per finding as one SVG: a finding has its name above, and a bar with an interval whisker for
 * each model. Widths are percentages and heights are pixels, so the text keeps its size from phone
 * to wide screen.
 */
final class FindingChart {
  /** More bars than these cannot be told apart by shade. */
  static final int MAX_MODELS = 4;

  private static final double SCALE = 85; // per cent of the width that F1 = 1 takes
  private static final int TOP = 22;
  private static final int LABEL = 18;
  private static final int BAR = 14;
  private static final int GAP = 10;

  private final List<String> models;
  private final Map<String, Map<String, Evaluated>> byFinding;
  private final List<String> findings;
  private final String id;

  /**
   * @param rows findings only, in the order in which they are drawn
   * @param models the first is drawn in the accent colour
   * @param id unique in the page
   */
  FindingChart(List<Evaluated> rows, List<String> models, String id) {
    this.models = models;
    this.id = id;
    this.findings = rows.stream().map(Evaluated::finding).distinct().toList();
    this.byFinding =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Evaluated::finding,
                    Collectors.toMap(Evaluated::modelId, row -> row, (a, b) -> b)));
  }

  Html svg() {
    int row = LABEL + models.size() * BAR + GAP;
    int height = TOP + findings.size() * row + TOP;
    List<Html> parts = new ArrayList<>(grid(height));
    for (int f = 0; f < findings.size(); f++) {
      parts.add(finding(findings.get(f), TOP + f * row));
    }
    return Html.of(
        """
        <svg class="chart" role="img" aria-labelledby="{}-t {}-d" width="100%" height="{}">
        <title id="{}-t">F1 per finding</title>
        <desc id="{}-d">{}</desc>
        {}
        </svg>""",
        id, id, height, id, id, description(), Html.join(parts));
  }

  private String description() {
    return "Bars from 0 to 1 with intervals. "
        + findings.stream().map(this::describe).collect(Collectors.joining("; "));
  }

  private String describe(String finding) {
    return models.stream()
        .map(model -> byFinding.get(finding).get(model))
        .filter(row -> row != null)
        .map(row -> Shown.ratio(row.f1()))
        .collect(Collectors.joining(" and ", finding + " ", ""));
  }

  private static List<Html> grid(int height) {
    List<Html> lines = new ArrayList<>();
    for (double at : new double[] {0, 0.25, 0.5, 0.75, 1}) {
      lines.add(
          Html.of(
              """
              <line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>
              <text class="axis" x="{}" y="12" text-anchor="{}">{}</text>
              <text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>""",
              x(at),
              x(at),
              TOP - 4,
              height - TOP + 4,
              x(at),
              at == 0 ? "start" : "middle",
              tick(at),
              x(at),
              height - 4,
              at == 0 ? "start" : "middle",
              tick(at)));
    }
    return lines;
  }

  private Html finding(String finding, int top) {
    List<Html> parts = new ArrayList<>();
    parts.add(Html.of("<text class=\"name\" x=\"0\" y=\"{}\">{}</text>", top + 13, finding));
    for (int m = 0; m < models.size(); m++) {
      Evaluated row = byFinding.get(finding).get(models.get(m));
      if (row != null && row.f1() != null && Double.isFinite(row.f1())) {
        parts.add(bar(row, m, top + LABEL + m * BAR));
      }
    }
    return Html.join(parts);
  }

  private static Html bar(Evaluated row, int model, int top) {
    return Html.of(
        """
        <rect class="bar m{}" x="0" y="{}" width="{}" height="{}" rx="2"/>
        {}
        <text class="value" x="100%" y="{}" text-anchor="end">{}</text>""",
        model,
        top,
        x(row.f1()),
        BAR - 4,
        whisker(row, top + (BAR - 4) / 2.0),
        top + 10,
        Shown.ratio(row.f1()));
  }

  /** Drawn twice, a wide stroke in the page's colour below, to be seen on bar and page alike. */
  private static Html whisker(Evaluated row, double y) {
    if (row.f1Low() == null || row.f1High() == null) {
      return Html.NOTHING;
    }
    String low = x(row.f1Low());
    String high = x(row.f1High());
    return Html.each(
        List.of("halo", "whisker"),
        style ->
            Html.of(
                """
                <g class="{}"><line x1="{}" x2="{}" y1="{}" y2="{}"/>\
                <line x1="{}" x2="{}" y1="{}" y2="{}"/><line x1="{}" x2="{}" y1="{}" y2="{}"/></g>""",
                style,
                low,
                high,
                y,
                y,
                low,
                low,
                y - 3,
                y + 3,
                high,
                high,
                y - 3,
                y + 3));
  }

  private static String x(double value) {
    return String.format(Locale.ROOT, "%.2f%%", SCALE * Math.max(0, Math.min(1, value)));
  }

  private static String tick(double at) {
    return at == 0 || at == 1 ? String.format(Locale.ROOT, "%.0f", at) : Double.toString(at);
  }
}
