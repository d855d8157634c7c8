package io.shoken.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.review.file.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reviews in the forms of other tools: the ten columns of Marot (the MQM viewer), a campaign of
 * Pearmut, a glossary.
 */
final class Interchange {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final List<String> MAROT =
      List.of(
          "system",
          "doc",
          "doc_id",
          "seg_id",
          "rater",
          "source",
          "target",
          "category",
          "severity",
          "metadata");
  private static final String SYSTEM = "shown";

  private Interchange() {}

  /** One line an error span; a text without any has one line {@code No-error}. */
  static String marot(List<Reviewed> texts) {
    StringBuilder tsv = new StringBuilder(String.join("\t", MAROT)).append('\n');
    Map<String, Integer> segments = segments(texts);
    for (Reviewed text : texts) {
      List<Reviewed.Span> errors =
          text.spans().stream()
              .filter(s -> s.isError() && s.end() <= text.shown().length())
              .toList();
      if (errors.isEmpty()) {
        tsv.append(line(text, segments, text.shown(), "No-error", "no-error"));
      }
      for (Reviewed.Span span : errors) {
        String marked =
            text.shown().substring(0, span.start())
                + "<v>"
                + text.shown().substring(span.start(), span.end())
                + "</v>"
                + text.shown().substring(span.end());
        tsv.append(line(text, segments, marked, span.kind(), span.severity()));
      }
    }
    return tsv.toString();
  }

  private static String line(
      Reviewed text,
      Map<String, Integer> segments,
      String target,
      String category,
      String severity) {
    List<String> cells =
        List.of(
            SYSTEM,
            text.reportId(),
            text.section().equals("findings") ? "1" : "2",
            segments.get(text.key()).toString(),
            text.reviewer(),
            text.source(),
            target,
            category,
            severity,
            json(Map.of("stage", text.stage(), "revised", text.text())));
    return String.join("\t", cells.stream().map(Interchange::oneLine).toList()) + "\n";
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("[\t\r\n]+", " ");
  }

  private static Map<String, Integer> segments(List<Reviewed> texts) {
    Map<String, Integer> segments = new TreeMap<>();
    texts.forEach(t -> segments.put(t.key(), 0));
    int number = 1;
    for (Map.Entry<String, Integer> segment : segments.entrySet()) {
      segment.setValue(number++);
    }
    return segments;
  }

  /** A campaign over the same texts, one document a report, with the spans filled in. */
  static String pearmut(List<Reviewed> texts) {
    Map<String, List<Map<String, Object>>> documents = new TreeMap<>();
    for (Reviewed text : texts) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("item_id", text.key() + ":" + text.reviewer());
      item.put("doc_id", text.reportId());
      item.put("src", text.source());
      item.put("tgt", Map.of(SYSTEM, text.shown()));
      item.put(
          "error_spans",
          Map.of(
              SYSTEM,
              text.spans().stream()
                  .filter(Reviewed.Span::isError)
                  .map(
                      s ->
                          Map.of(
                              "start_i", s.start(),
                              "end_i", s.end() - 1,
                              "severity", s.severity(),
                              "category", s.kind()))
                  .toList()));
      documents.computeIfAbsent(text.reportId(), id -> new ArrayList<>()).add(item);
    }
    Map<String, Object> campaign = new LinkedHashMap<>();
    campaign.put("campaign_id", "shoken-review");
    campaign.put("info", Map.of("assignment", "task-based", "protocol", "MQM"));
    campaign.put("data", List.of(List.copyOf(documents.values())));
    return json(campaign) + "\n";
  }

  /** The glossary that {@code translate.glossary} takes. */
  static String glossary(List<Replacements.Suggestion> suggestions) {
    StringBuilder csv = new StringBuilder("english,japanese\n");
    suggestions.forEach(s -> csv.append(s.english()).append(',').append(s.japanese()).append('\n'));
    return csv.toString();
  }

  /** The figures for a spreadsheet. */
  static String figures(List<Figures.Measured> figures) {
    StringBuilder csv = new StringBuilder("stage,reviewer,measure,value,low,high,n\r\n");
    for (Figures.Measured m : figures) {
      csv.append(Sheet.quoted(m.stage()))
          .append(',')
          .append(Sheet.quoted(m.reviewer()))
          .append(',');
      csv.append(Sheet.quoted(m.measure())).append(',').append(number(m.figure().value()));
      csv.append(',')
          .append(number(m.figure().low()))
          .append(',')
          .append(number(m.figure().high()));
      csv.append(',').append(m.figure().n()).append("\r\n");
    }
    return csv.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a review cannot be written as JSON", e);
    }
  }
}
