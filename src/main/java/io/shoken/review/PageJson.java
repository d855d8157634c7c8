package io.shoken.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.domain.Finding;
import io.shoken.review.file.Assignment;
import io.shoken.review.file.ExportRecord;
import io.shoken.review.file.Item;
import io.shoken.review.file.Ratings;
import io.shoken.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the workbench's page reads: one reviewer's texts with marks, spans and hints. */
final class PageJson {
  private static final ObjectMapper JSON = new JsonMapper();

  /** Kinds of errors after MQM (Multidimensional Quality Metrics). */
  static final List<String> KINDS =
      List.of(
          "accuracy/mistranslation",
          "accuracy/omission",
          "accuracy/addition",
          "accuracy/untranslated",
          "terminology",
          "fluency/grammar",
          "fluency/style",
          "other");

  private PageJson() {}

  /** An English term with its Japanese. */
  record Hint(String en, String ja) {}

  static String of(
      ExportRecord export, Assignment assignment, String language, List<Hint> glossary) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("export_id", assignment.exportId());
    page.put("reviewer", assignment.reviewer());
    page.put("stage", export.shownStage());
    page.put("language", language);
    page.put("rated_fields", Ratings.FIELDS.stream().map(f -> Map.of("name", f)).toList());
    page.put("findings", Finding.labels());
    page.put("mqm_kinds", KINDS);
    page.put("glossary", glossary);
    page.put("items", assignment.items().stream().map(PageJson::item).toList());
    try {
      return JSON.writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> item(Item item) {
    List<TextMarks.SentencePair> pairs = TextMarks.pairs(item.source(), item.shown());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", item.key());
    json.put("report_id", item.reportId());
    json.put("section", item.section());
    json.put("source_hash", item.sourceHash());
    json.put("base_hash", item.baseHash());
    json.put("source_en", item.source());
    json.put("text_ja", item.shown());
    json.put("text_mt", item.machine());
    json.put("sentences", pairs.stream().map(PageJson::sentence).toList());
    json.put(
        "marks",
        Map.of("en", TextMarks.ofEnglish(item.source()), "ja", TextMarks.ofJapanese(item.shown())));
    json.put("spans", item.flags().stream().flatMap(f -> spans(f, item, pairs).stream()).toList());
    json.put("rated", item.rated());
    json.put("rejected", item.rejected());
    json.put(
        "pair", item.pair() == null ? null : Map.of("a", item.pair().a(), "b", item.pair().b()));
    json.put("others", item.others());
    return json;
  }

  private static Map<String, Object> sentence(TextMarks.SentencePair pair) {
    Map<String, Object> sentence = new LinkedHashMap<>();
    sentence.put("en", place(pair.en()));
    sentence.put("ja", place(pair.ja()));
    return sentence;
  }

  private static List<Integer> place(Span span) {
    return List.of(span.start(), span.end());
  }

  /** One span a sentence that the check names, or the whole text where it names none. */
  private static List<Map<String, Object>> spans(
      Item.Flag flag, Item item, List<TextMarks.SentencePair> pairs) {
    List<Span> english = TextMarks.englishSentences(item.source());
    List<Map<String, Object>> spans = new ArrayList<>();
    for (String part : flag.detail().split("; ", -1)) {
      if (part.matches("sentence \\d{1,6}: .*")) {
        int number = Integer.parseInt(part.substring(9, part.indexOf(':')));
        if (number >= 1 && number <= english.size()) {
          int at = english.get(number - 1).start();
          pairs.stream()
              .filter(p -> p.en().start() <= at && at < p.en().end())
              .findFirst()
              .ifPresent(p -> spans.add(span(flag.check(), p.ja().start(), p.ja().end())));
        }
      }
    }
    if (spans.isEmpty()) {
      spans.add(span(flag.check(), 0, item.shown().length()));
    }
    return spans;
  }

  private static Map<String, Object> span(String check, int start, int end) {
    Map<String, Object> span = new LinkedHashMap<>();
    span.put("start", start);
    span.put("end", end);
    span.put("kind", kind(check));
    span.put("severity", severity(check));
    span.put("check", check);
    return span;
  }

  private static String kind(String check) {
    return switch (check) {
      case "english", "language" -> "accuracy/untranslated";
      case "sentences", "length", "ending", "finish" -> "accuracy/omission";
      case "repetition", "chatter" -> "accuracy/addition";
      case "terms" -> "terminology";
      case "lines" -> "fluency/style";
      default -> "accuracy/mistranslation";
    };
  }

  private static String severity(String check) {
    return switch (check) {
      case "numbers", "sides", "negations", "refusal" -> "critical";
      case "lines", "english", "chatter" -> "minor";
      default -> "major";
    };
  }
}
