package io.shoken.review.file;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the workbench's page saves, {@code NAME.review.json}. */
public final class ReviewFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final String name;
  private final Refusals refusals;

  private ReviewFile(String name) {
    this.name = name;
    this.refusals = new Refusals(name);
  }

  /**
   * Reads a file.
   *
   * @throws io.shoken.core.UserException (5) if it is no JSON of that shape, naming the items
   */
  public static Returned read(String name, byte[] bytes) {
    return new ReviewFile(name).read(bytes);
  }

  private Returned read(byte[] bytes) {
    JsonNode root = parse(bytes);
    if (root == null || !root.isObject() || !root.path("items").isArray()) {
      throw Refusals.refusal(name, "it is no file that the review page saves");
    }
    List<Answered> rows = new ArrayList<>();
    int row = 0;
    for (JsonNode item : root.path("items")) {
      row++;
      if (item.isObject()) {
        rows.add(answered(row, item));
      } else {
        refusals.add(row, "no item");
      }
    }
    refusals.throwIfAny();
    return new Returned(
        name,
        required(root, "export_id"),
        required(root, "reviewer"),
        required(root, "stage"),
        false,
        rows);
  }

  private JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      // The parser's message can quote the file.
      throw Refusals.refusal(name, "it is not readable as JSON; was it saved to its end?");
    }
  }

  private String required(JsonNode root, String field) {
    if (!root.path(field).isTextual()) {
      throw Refusals.refusal(name, "it has no " + field);
    }
    return root.path(field).textValue();
  }

  private Answered answered(int row, JsonNode item) {
    return new Answered(
        row,
        text(row, item, "key"),
        text(row, item, "source_hash"),
        text(row, item, "base_hash"),
        null,
        null,
        text(row, item, "text_ja"),
        text(row, item, "status"),
        ratings(row, item.path("ratings")),
        strings(row, item.path("findings")),
        spans(row, item.path("spans")),
        text(row, item, "comment"),
        seconds(row, item.path("seconds")),
        item.path("choice").isTextual() ? item.path("choice").textValue() : null);
  }

  private String text(int row, JsonNode item, String field) {
    JsonNode value = item.path(field);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (!value.isNull() && !value.isMissingNode()) {
      refusals.add(row, field + " is no text");
    }
    return "";
  }

  private Long seconds(int row, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 1e9) {
      refusals.add(row, "seconds is no number of seconds");
      return null;
    }
    return Math.round(value.doubleValue());
  }

  private Map<String, Integer> ratings(int row, JsonNode node) {
    Map<String, Integer> ratings = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isNull()) {
                return;
              }
              if (!value.isInt()) {
                refusals.add(row, "a rating is no whole number");
                return;
              }
              ratings.put(entry.getKey(), value.intValue());
            });
    return ratings;
  }

  private List<String> strings(int row, JsonNode node) {
    List<String> strings = new ArrayList<>();
    for (JsonNode value : node) {
      if (value.isTextual()) {
        strings.add(value.textValue());
      } else {
        refusals.add(row, "a finding is no text");
      }
    }
    return strings;
  }

  private List<Answered.Span> spans(int row, JsonNode node) {
    List<Answered.Span> spans = new ArrayList<>();
    for (JsonNode span : node) {
      if (!span.path("start").isInt() || !span.path("end").isInt()) {
        refusals.add(row, "a span has no start and end");
        continue;
      }
      spans.add(
          new Answered.Span(
              span.path("start").intValue(),
              span.path("end").intValue(),
              text(row, span, "kind"),
              text(row, span, "severity"),
              text(row, span, "check"),
              text(row, span, "decision")));
    }
    return spans;
  }
}
