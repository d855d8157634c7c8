package io.shoken.classifier.baseline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Spark's {@code metadata/part-00000} says of a pipeline or a stage. */
record Metadata(ObjectNode json) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A uid is part of a folder's name: no separator, no dot. */
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private static final int MOST_STAGES = 200;

  /**
   * @throws IllegalArgumentException if it is no JSON object
   */
  static Metadata parse(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode json) {
        return new Metadata(json);
      }
    } catch (JsonProcessingException e) {
      // Refused below: the parser's message quotes the file.
    }
    throw new IllegalArgumentException("the metadata is no JSON object");
  }

  /** The class that Spark's loader would look up. Nothing here does. */
  String className() {
    return json.path("class").asText("");
  }

  String uid() {
    return checked(json.path("uid"));
  }

  /** The uids of a pipeline's stages, in order. */
  List<String> stageUids() {
    JsonNode stages = json.path("paramMap").path("stageUids");
    if (!stages.isArray() || stages.isEmpty() || stages.size() > MOST_STAGES) {
      throw new IllegalArgumentException("stageUids must name 1-" + MOST_STAGES + " stages");
    }
    List<String> uids = new ArrayList<>();
    stages.forEach(uid -> uids.add(checked(uid)));
    return uids;
  }

  private static String checked(JsonNode uid) {
    if (!uid.isTextual() || !UID.matcher(uid.asText()).matches()) {
      throw new IllegalArgumentException("the uid of a stage must be letters, digits, _ and -");
    }
    return uid.asText();
  }

  /** A word of a foreign file, quoted, printable and short. */
  static String shown(String word) {
    String safe = word.replaceAll("[^\\p{Graph} ]", "?");
    return '"' + (safe.length() > 120 ? safe.substring(0, 120) + "..." : safe) + '"';
  }
}
