package io.shoken.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.domain.Finding;
import io.shoken.page.RunPage.Content;
import io.shoken.page.RunPage.Rejected;
import io.shoken.page.RunPage.Translated;
import io.shoken.warehouse.Manifest;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunPageTest {
  private static final List<RunPage.Review> REVIEWS =
      List.of(
          new RunPage.Review("revised", "all", "untouched", 0.25, 0.1, 0.4, 24),
          new RunPage.Review("revised", "a+b", "kappa:<edited>", null, null, null, 12));

  private static final String HOSTILE =
      "</style><script>alert(1)</script>\"' onload=x ]]> \u0000\u202e<img"
          + " src=http://evil.example/>";

  @Test
  void isWellFormedAndShowsWhatRanAndHowGoodItIs() throws Exception {
    Document page = parse(RunPage.render(sample()));
    assertThat(text(page, "h1")).containsExactly("1,204 reports, 4 runs, 2 models");
    assertThat(text(page, "h3")).contains("ingest", "translate", "evaluate");
    assertThat(page.getDocumentElement().getTextContent())
        .contains(
            "0.948", "0.731", "Interlobular septal thickening", "unbalanced quote", "$0.4312");
    Element chart = (Element) page.getElementsByTagName("figure").item(0);
    assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(36);
    assertThat(chart.getElementsByTagName("title").getLength()).isEqualTo(1);
    assertThat(chart.getElementsByTagName("desc").item(0).getTextContent())
        .contains("Lung nodule 0.9");
  }

  @Test
  void showsWhatATranslationWasExpectedToCostBesideWhatItDid() throws Exception {
    Map<String, Object> notes =
        Map.of(
            "estimate",
            Map.of(
                "calls",
                40,
                "output_tokens_low",
                900,
                "output_tokens_high",
                1100,
                "cost_usd_low",
                0.25,
                "cost_usd_high",
                0.5),
            "output_tokens",
            1042L,
            "cost_usd",
            0.3125);
    Manifest run =
        new Manifest("t1", "translate", null, null, 0, null, null, null, null, null, notes);
    Content content =
        new Content(
            "w",
            Instant.EPOCH,
            1,
            List.of(run),
            List.of(),
            List.of(new Translated("openai", "m", "translated", 40, 9, 1042, 0.3125)),
            List.of(),
            REVIEWS);
    assertThat(text(parse(RunPage.render(content)), "tr"))
        .contains("t140900 to 1,1001,042$0.2500 to $0.5000$0.3125");
  }

  @Test
  void aReviewIsATableWithItsIntervals() throws Exception {
    Document page = parse(RunPage.render(sample()));
    assertThat(text(page, "tr"))
        .contains("untouchedall0.2500.100 to 0.40024")
        .contains("kappa: <edited>a+b\u2013\u201312");
  }

  @Test
  void loadsNothing() throws Exception {
    Document page = parse(RunPage.render(sample()));
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      assertThat(element.getTagName())
          .isNotIn("script", "link", "img", "iframe", "object", "embed", "base", "image", "use");
      assertThat(List.of("src", "href", "xlink:href", "srcset", "style", "data", "onload"))
          .noneMatch(element::hasAttribute);
    }
    assertThat(RunPage.render(sample()))
        .doesNotContain("http://", "https://", "url(", "@import", "@font-face");
  }

  @Test
  void hostileNamesStayText() throws Exception {
    Content content =
        new Content(
            HOSTILE,
            Instant.EPOCH,
            1,
            List.of(
                new Manifest(
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    70,
                    Map.of(HOSTILE, HOSTILE),
                    Map.of(HOSTILE, HOSTILE),
                    List.of(HOSTILE),
                    Map.of(HOSTILE, 1L),
                    Map.of(HOSTILE, 1L),
                    Map.of(HOSTILE, List.of(HOSTILE)))),
            List.of(
                evaluated(HOSTILE, HOSTILE, 0.5, HOSTILE),
                evaluated(HOSTILE, "macro", 0.5, HOSTILE)),
            List.of(new Translated(HOSTILE, HOSTILE, HOSTILE, 1, 1, 1, 1)),
            List.of(new Rejected(HOSTILE, HOSTILE, 1)),
            REVIEWS);
    String page = RunPage.render(content);
    Document parsed = parse(page);
    assertThat(page).doesNotContain("<script", "<img", "\u0000", "\u202e");
    assertThat(parsed.getElementsByTagName("style").getLength()).isEqualTo(1);
    assertThat(parsed.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>");
  }

  @Test
  void aWarehouseWithoutAnythingAndAnOldManifestStillMakeAPage() throws Exception {
    Manifest bare = new Manifest("r", "ingest", null, null, 0, null, null, null, null, null, null);
    Content content =
        new Content(
            "w", Instant.EPOCH, 0, List.of(bare), List.of(), List.of(), List.of(), List.of());
    assertThat(text(parse(RunPage.render(content)), "h2")).containsExactly("Steps");
  }

  @Test
  void drawsHowALossFellAndNothingOfWhatIsNoNumber() throws Exception {
    List<List<Number>> falling = List.of(List.of(1, 0.9), List.of(2.0, 0.6), List.of(4, 0.3));
    Map<String, Object> curve =
        Map.of(
            "findings", falling, "validation", List.of(List.of(2, 0.7, 0.5), List.of(4, 0.4, 0.6)));
    Document chart = parse(LossChart.of(Map.of(LossChart.NOTE, curve)).markup());
    NodeList lines = chart.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(2);
    assertThat(((Element) lines.item(0)).getAttribute("points"))
        .isEqualTo("250.0,0.0 500.0,33.3 1000.0,66.7");
    assertThat(chart.getDocumentElement().getTextContent())
        .contains("loss of findings: 0.900 to 0.300 in 4 steps")
        .contains("validation part 0.400");
    List<Object> broken = List.of(List.of(1), "x", List.of("a", "b"), List.of(1, Double.NaN));
    assertThat(LossChart.of(Map.of(LossChart.NOTE, Map.of("findings", broken))).markup()).isEmpty();
    assertThat(LossChart.of(Map.of(LossChart.NOTE, HOSTILE)).markup()).isEmpty();
  }

  @Test
  void aFindingThatOneModelLacksHasNoBar() throws Exception {
    List<Evaluated> rows =
        List.of(
            evaluated("a", "Lung nodule", 0.9, "valid"),
            evaluated("b", "Lung nodule", null, "valid"),
            evaluated("a", "Emphysema", 0.4, "valid"));
    Html svg = new FindingChart(rows, List.of("a", "b"), "id").svg();
    assertThat(parse(svg.markup()).getElementsByTagName("rect").getLength()).isEqualTo(2);
  }

  @Test
  void aTemplateTakesAsManyValuesAsItHasPlaces() {
    assertThat(Html.of("<b>{}</b>", "a<{}").markup()).isEqualTo("<b>a&lt;{}</b>");
    assertThatThrownBy(() -> Html.of("{}")).hasMessageContaining("0 values");
    assertThatThrownBy(() -> Html.of("", 1)).hasMessageContaining("1 values");
  }

  /** Also drawn by hand when the page's looks change: see {@code RunPageSample}. */
  static Content sample() {
    List<Evaluated> rows = new ArrayList<>();
    int i = 0;
    for (String finding : Finding.labels()) {
      rows.add(evaluated("evidence-3f9a1c", finding, 0.9 + (i * 7 % 10) / 100.0, "valid"));
      rows.add(evaluated("baseline-77d0e2", finding, 0.62 + (i * 5 % 18) / 60.0, "valid"));
      i++;
    }
    rows.add(evaluated("evidence-3f9a1c", "macro", 0.948, "valid"));
    rows.add(evaluated("evidence-3f9a1c", "micro", 0.951, "valid"));
    rows.add(evaluated("evidence-3f9a1c", "exact_match", 0.731, "valid"));
    rows.add(evaluated("baseline-77d0e2", "macro", 0.796, "valid"));
    rows.add(evaluated("baseline-77d0e2", "micro", 0.829, "valid"));
    rows.add(evaluated("baseline-77d0e2", "exact_match", 0.448, "valid"));
    return new Content(
        "file:/home/you/shoken/build/warehouse",
        Instant.parse("2026-11-24T06:12:00Z"),
        1204,
        List.of(
            run("ingest", 0, Map.of("in", 1260L, "out", 1204L, "rejected", 56L, "failed", 0L)),
            run(
                "translate",
                3,
                Map.of("in", 2390L, "out", 2371L, "rejected", 12L, "failed", 7L, "calls", 2390L)),
            run("train-linear", 0, Map.of("in", 960L, "out", 960L)),
            run("evaluate", 0, Map.of("in", 8784L, "out", 8640L, "rejected", 144L))),
        rows,
        List.of(
            new Translated("sandbox", "memory-1", "translated", 2371, 301_220, 402_118, 0.4312),
            new Translated("sandbox", "memory-1", "rejected", 12, 1_502, 2_107, 0),
            new Translated("sandbox", "memory-1", "failed", 7, 0, 0, 0)),
        List.of(
            new Rejected("sample-data/reports.csv", "unbalanced_quote", 31),
            new Rejected("sample-data/\u5831\u544a\u66f8_\u4e8c.csv", "invalid_utf8", 25)),
        REVIEWS);
  }

  private static Manifest run(String command, int exitCode, Map<String, Long> counts) {
    return new Manifest(
        command + "-0c8f21aa",
        command,
        "2026-11-24T06:10:02.120Z",
        "2026-11-24T06:10:48.900Z",
        exitCode,
        Map.of("translate.provider", "sandbox", "translate.limits.requests-per-minute", "500"),
        Map.of("shoken", "0.1.0", "spark", "4.1.0"),
        List.of("5b7e9f0c11", "9d01aa3355"),
        counts,
        Map.of("reports", 1204L),
        Map.of("signature", "f1:decision|zero_division:0", "training_texts", Map.of("texts", 3)));
  }

  private static Evaluated evaluated(String model, String finding, Double f1, String split) {
    Double low = f1 == null ? null : Math.max(0, f1 - 0.045);
    Double high = f1 == null ? null : Math.min(1, f1 + 0.03);
    return new Evaluated(
        model, "ct-rate", split, finding, 480L, 96L, f1, f1, f1, low, high, 0.97, 0.93);
  }

  private static List<String> text(Document page, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList elements = page.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }
}
