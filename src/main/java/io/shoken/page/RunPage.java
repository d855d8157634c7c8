package io.shoken.page;

import io.shoken.warehouse.Manifest;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the page that describes a warehouse's runs: one HTML file without scripts, fonts or
 * anything else to load, well-formed as XML, in light and dark. It holds counts, settings and
 * scores, never report text.
 */
public final class RunPage {

  private RunPage() {}

  /**
   * All that the page shows.
   *
   * @param warehouse where it lies
   * @param reports in the warehouse, each once
   * @param runs oldest first
   * @param evaluations findings in the order in which they are drawn
   */
  public record Content(
      String warehouse,
      Instant madeAt,
      long reports,
      List<Manifest> runs,
      List<Evaluated> evaluations,
      List<Translated> translations,
      List<Rejected> rejects,
      List<Review> reviews) {}

  /** A figure of {@code review report}; null where there is none. */
  public record Review(
      String stage,
      String reviewer,
      String measure,
      Double value,
      Double low,
      Double high,
      long n) {}

  /** Translations of one model that ended alike. */
  public record Translated(
      String provider,
      String model,
      String outcome,
      long texts,
      long inputTokens,
      long outputTokens,
      double costUsd) {}

  /** Rows of inputs that were refused for one cause. */
  public record Rejected(String sourceFile, String cause, long rows) {}

  /** The page of a warehouse as it is now. */
  public static String of(Warehouse warehouse, Instant now) {
    return render(new ContentReader(warehouse).read(now));
  }

  /** The page as an HTML document, to be written as UTF-8. */
  public static String render(Content content) {
    return "<!DOCTYPE html>\n"
        + Html.of(
                """
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <title>shoken run</title>
                <style>
                {}</style>
                </head>
                <body>
                <header><p class="brand">shoken <span lang="ja">\u6240\u898b</span></p>
                <h1>{}</h1>
                <p class="muted">{}<br/><code>{}</code></p></header>
                <main>
                {}
                </main>
                <footer><p class="muted">Scores carry their settings in the folded part of their step. This page loads nothing and holds no report text.</p></footer>
                </body>
                </html>
                """,
                style(),
                headline(content),
                Shown.time(content.madeAt()),
                content.warehouse(),
                Html.join(
                    List.of(
                        tiles(content),
                        EvaluationSection.of(content.evaluations()),
                        TranslationSection.of(content.translations(), content.runs()),
                        ReviewSection.of(content.reviews()),
                        StepSection.of(content.runs()),
                        RejectSection.of(content.rejects()))))
            .markup();
  }

  private static String headline(Content content) {
    long models = content.evaluations().stream().map(Evaluated::modelId).distinct().count();
    return Shown.count(content.reports())
        + (content.reports() == 1 ? " report, " : " reports, ")
        + content.runs().size()
        + (content.runs().size() == 1 ? " run" : " runs")
        + (models == 0 ? "" : models == 1 ? ", 1 model" : ", " + models + " models");
  }

  private static Html tiles(Content content) {
    List<Html> tiles = new ArrayList<>();
    best(content)
        .ifPresent(
            best -> {
              tiles.add(
                  tile(
                      "macro F1",
                      Shown.ratio(best.f1()),
                      best.modelId() + ", split " + best.split()));
              find(content, best, "exact_match")
                  .ifPresent(
                      e ->
                          tiles.add(
                              tile(
                                  "exact match",
                                  Shown.ratio(e.f1()),
                                  "of " + Shown.count(e.n()) + " reports")));
            });
    TranslationSection.tiles(content.translations()).forEach(tiles::add);
    return tiles.isEmpty()
        ? Html.NOTHING
        : Html.of("<div class=\"tiles\">{}</div>", Html.join(tiles));
  }

  static Html tile(String name, String figure, String below) {
    return Html.of(
        """
        <div class="card tile"><p class="name">{}</p><p class="figure">{}</p><p class="muted">{}</p></div>\
        """,
        name,
        figure,
        below);
  }

  private static Optional<Evaluated> best(Content content) {
    return content.evaluations().stream()
        .filter(row -> row.finding().equals("macro") && row.f1() != null)
        .max(Comparator.comparing(Evaluated::f1));
  }

  private static Optional<Evaluated> find(Content content, Evaluated like, String finding) {
    return content.evaluations().stream()
        .filter(
            row ->
                row.finding().equals(finding)
                    && row.modelId().equals(like.modelId())
                    && row.split().equals(like.split())
                    && row.labelSource().equals(like.labelSource()))
        .findFirst();
  }

  private static Html style() {
    try (InputStream css = RunPage.class.getResourceAsStream("run-page.css")) {
      return new Html(new String(css.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
