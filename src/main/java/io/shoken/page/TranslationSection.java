package io.shoken.page;

import io.shoken.page.RunPage.Translated;
import io.shoken.warehouse.Manifest;
import java.util.List;
import java.util.Map;

/** The section on translations: how they ended and what they cost. */
final class TranslationSection {

  private TranslationSection() {}

  static Html of(List<Translated> rows, List<Manifest> runs) {
    if (rows.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """
        <section id="translations"><h2>Translations</h2>
        <div class="card scroll"><table><thead><tr><th scope="col">provider</th>\
        <th scope="col" class="text">model</th><th scope="col" class="text">outcome</th><th scope="col">texts</th>\
        <th scope="col">tokens in</th><th scope="col">tokens out</th><th scope="col">cost</th></tr></thead>
        <tbody>{}</tbody></table></div>{}</section>\
        """,
        Html.each(rows, TranslationSection::row),
        estimates(runs));
  }

  /** What each run was expected to take, and what it took. */
  private static Html estimates(List<Manifest> runs) {
    List<Manifest> estimated = runs.stream().filter(run -> !estimate(run).isEmpty()).toList();
    if (estimated.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        """

        <div class="card scroll"><table><thead><tr><th scope="col">run</th>\
        <th scope="col">texts</th><th scope="col">tokens out, expected</th>\
        <th scope="col">tokens out</th><th scope="col">cost, expected</th>\
        <th scope="col">cost</th></tr></thead>
        <tbody>{}</tbody></table></div>\
        """,
        Html.each(estimated, TranslationSection::estimated));
  }

  private static Html estimated(Manifest run) {
    Map<?, ?> estimate = estimate(run);
    return Html.of(
        """
        <tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\
        """,
        run.runId(),
        tokens(estimate.get("calls")),
        tokens(estimate.get("output_tokens_low"))
            + " to "
            + tokens(estimate.get("output_tokens_high")),
        tokens(run.notes().get("output_tokens")),
        cost(estimate.get("cost_usd_low")) + " to " + cost(estimate.get("cost_usd_high")),
        cost(run.notes().get("cost_usd")));
  }

  private static Map<?, ?> estimate(Manifest run) {
    Object estimate = run.notes() == null ? null : run.notes().get("estimate");
    return estimate instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String tokens(Object value) {
    return value instanceof Number n ? Shown.count(n.longValue()) : Shown.MISSING;
  }

  private static String cost(Object value) {
    return value instanceof Number n ? Shown.dollars(n.doubleValue()) : Shown.MISSING;
  }

  private static Html row(Translated row) {
    return Html.of(
        """
        <tr><th scope="row">{}</th><td class="text">{}</td><td class="text">{}</td><td>{}</td>\
        <td>{}</td><td>{}</td><td>{}</td></tr>\
        """,
        row.provider(),
        row.model(),
        row.outcome(),
        Shown.count(row.texts()),
        Shown.count(row.inputTokens()),
        Shown.count(row.outputTokens()),
        Shown.dollars(row.costUsd()));
  }

  /** Key figures: how many texts are translated, and what all answers cost. */
  static List<Html> tiles(List<Translated> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    long all = rows.stream().mapToLong(Translated::texts).sum();
    long translated =
        rows.stream()
            .filter(row -> row.outcome().equals("translated"))
            .mapToLong(Translated::texts)
            .sum();
    long tokens = rows.stream().mapToLong(row -> row.inputTokens() + row.outputTokens()).sum();
    double cost = rows.stream().mapToDouble(Translated::costUsd).sum();
    return List.of(
        RunPage.tile("texts translated", Shown.count(translated), "of " + Shown.count(all)),
        RunPage.tile("translation cost", Shown.dollars(cost), Shown.count(tokens) + " tokens"));
  }
}
