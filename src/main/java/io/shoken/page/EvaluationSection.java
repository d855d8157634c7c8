package io.shoken.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The section on the models' quality: a part for each label source and split. */
final class EvaluationSection {
  private static final List<String> OVERALL = List.of("macro", "micro", "exact_match");

  private EvaluationSection() {}

  static Html of(List<Evaluated> rows) {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    Map<List<String>, List<Evaluated>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.labelSource(), row.split()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Html parts =
        Html.each(
            List.copyOf(groups.entrySet()),
            group ->
                part(group.getKey(), group.getValue(), "f1-" + groupIndex(groups, group.getKey())));
    return Html.of("<section id=\"classifier\"><h2>Findings</h2>\n{}</section>", parts);
  }

  /** Models by falling macro F1, as page and key figures rank them. */
  static List<String> ranked(List<Evaluated> rows) {
    return rows.stream()
        .filter(row -> row.finding().equals("macro") && row.f1() != null)
        .sorted(Comparator.comparing(Evaluated::f1).reversed().thenComparing(Evaluated::modelId))
        .map(Evaluated::modelId)
        .distinct()
        .toList();
  }

  private static int groupIndex(Map<List<String>, List<Evaluated>> groups, List<String> key) {
    return List.copyOf(groups.keySet()).indexOf(key);
  }

  private static Html part(List<String> key, List<Evaluated> rows, String id) {
    List<String> models = ranked(rows);
    List<String> drawn = models.subList(0, Math.min(FindingChart.MAX_MODELS, models.size()));
    List<Evaluated> findings = rows.stream().filter(row -> !row.isOverall()).toList();
    return Html.of(
        """
        <p class="lead">Labels <b>{}</b>, split <b>{}</b>. Whiskers and ranges are bootstrap intervals over reports.</p>
        <div class="split">
        <figure class="card"><figcaption><h3>F1 per finding</h3>{}</figcaption>
        {}</figure>
        <div class="card aside"><h3>All findings together</h3>{}</div>
        </div>
        {}
        """,
        key.get(0),
        key.get(1),
        legend(drawn, models.size()),
        new FindingChart(findings, drawn, id).svg(),
        overall(rows, models),
        Html.each(models, model -> details(model, findings)));
  }

  private static Html legend(List<String> drawn, int all) {
    Html names =
        Html.each(
            drawn,
            model ->
                Html.of(
                    "<li><span class=\"swatch m{}\"></span><code>{}</code></li>",
                    drawn.indexOf(model),
                    model));
    String more = all > drawn.size() ? "the best " + drawn.size() + " of " + all + " models" : "";
    return Html.of("<ul class=\"legend\">{}</ul><span class=\"muted\">{}</span>", names, more);
  }

  private static Html overall(List<Evaluated> rows, List<String> models) {
    return Html.each(
        models,
        model ->
            Html.of(
                """
                <h4><code>{}</code></h4>
                <div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">F1</th>\
                <th scope="col">interval</th><th scope="col">AUROC</th></tr></thead>
                <tbody>{}</tbody></table></div>\
                """,
                model,
                Html.each(OVERALL, name -> overallRow(rows, model, name))));
  }

  private static Html overallRow(List<Evaluated> rows, String model, String name) {
    return rows.stream()
        .filter(row -> row.modelId().equals(model) && row.finding().equals(name))
        .findFirst()
        .map(
            row ->
                Html.of(
                    """
                    <tr><th scope="row">{}</th><td class="strong">{}</td><td>{}</td><td>{}</td></tr>\
                    """,
                    name.replace('_', ' '),
                    Shown.ratio(row.f1()),
                    Shown.interval(row.f1Low(), row.f1High()),
                    Shown.ratio(row.auroc())))
        .orElse(Html.NOTHING);
  }

  private static Html details(String model, List<Evaluated> findings) {
    List<Evaluated> rows = findings.stream().filter(r -> r.modelId().equals(model)).toList();
    return Html.of(
        """
        <details class="card below"><summary>Every finding of <code>{}</code></summary>
        <div class="scroll"><table><thead><tr><th scope="col">finding</th><th scope="col">n</th>\
        <th scope="col">positives</th><th scope="col">precision</th><th scope="col">recall</th>\
        <th scope="col">F1</th><th scope="col">interval</th><th scope="col">AUROC</th>\
        <th scope="col">average precision</th></tr></thead><tbody>{}</tbody></table></div></details>\
        """,
        model,
        Html.each(rows, EvaluationSection::detailRow));
  }

  private static Html detailRow(Evaluated row) {
    return Html.of(
        """
        <tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>\
        <td class="strong">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\
        """,
        row.finding(),
        Shown.count(row.n()),
        Shown.count(row.positives()),
        Shown.ratio(row.precision()),
        Shown.ratio(row.recall()),
        Shown.ratio(row.f1()),
        Shown.interval(row.f1Low(), row.f1High()),
        Shown.ratio(row.auroc()),
        Shown.ratio(row.averagePrecision()));
  }
}
