package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code shoken.json}: what this program keeps beside a Hugging Face model; {@code transformers}
 * does not read it.
 *
 * @param passages how the evidence reading cuts a report, a key of {@code evidence.Passages}; empty
 *     for the other
 * @param thresholds the least probability that counts as yes; 0.5 for a finding that is missing
 * @param temperature logits are divided by it before they become probabilities; 1 is uncalibrated
 * @param tokenizer signature of the tokenizer that the model was trained with; empty if unknown
 * @param trainingData hash of the training data; empty if unknown
 * @param licence that travels with the data, such as {@code CC-BY-NC-SA-4.0}; empty if unknown
 * @param baseModel what the training started from; empty if unknown
 * @param settings of the training, for people
 */
public record ModelNotes(
    ReadingMode reading,
    String passages,
    Map<Finding, Double> thresholds,
    double temperature,
    String tokenizer,
    String trainingData,
    String licence,
    String baseModel,
    Map<String, String> settings) {

  static final String NAME = "shoken.json";
  private static final double DEFAULT_THRESHOLD = 0.5;

  /**
   * @throws IllegalArgumentException if a threshold is not within 0..1 or the temperature not above
   *     0
   */
  public ModelNotes {
    thresholds = Map.copyOf(thresholds);
    settings = Map.copyOf(settings);
    thresholds.forEach(
        (finding, threshold) -> {
          if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                "the threshold of " + finding.label() + " is " + threshold);
          }
        });
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature is " + temperature);
    }
  }

  /** Of a model that says nothing about itself. */
  public static ModelNotes unknown(ReadingMode reading) {
    return new ModelNotes(reading, "", Map.of(), 1, "", "", "", "", Map.of());
  }

  /** The least probability of that finding that counts as yes. */
  public double threshold(Finding finding) {
    return thresholds.getOrDefault(finding, DEFAULT_THRESHOLD);
  }

  /**
   * The notes of a folder; {@link #unknown} where it has none.
   *
   * @throws UserException (input) if they are broken
   */
  static ModelNotes read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return unknown(ReadingMode.REPORT);
    }
    ObjectNode json = Json.read(file);
    try {
      return new ModelNotes(
          ReadingMode.ofKey(json.path("reading").asText())
              .orElseThrow(() -> new IllegalArgumentException("reading is neither known one")),
          json.path("passages").asText(""),
          thresholds(json.path("thresholds")),
          json.path("temperature").asDouble(1),
          json.path("tokenizer").asText(""),
          json.path("training_data").asText(""),
          json.path("licence").asText(""),
          json.path("base_model").asText(""),
          settings(json.path("settings")));
    } catch (IllegalArgumentException e) {
      throw UserException.input(file + ": " + e.getMessage() + ".");
    }
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("reading", reading.key()).put("passages", passages);
    ObjectNode byName = json.putObject("thresholds");
    for (Finding finding : Finding.values()) {
      byName.put(finding.label(), threshold(finding));
    }
    json.put("temperature", temperature);
    json.put("tokenizer", tokenizer).put("training_data", trainingData);
    json.put("licence", licence).put("base_model", baseModel);
    ObjectNode chosen = json.putObject("settings");
    settings.keySet().stream().sorted().forEach(key -> chosen.put(key, settings.get(key)));
    return json;
  }

  private static Map<Finding, Double> thresholds(JsonNode byName) {
    Map<Finding, Double> thresholds = new EnumMap<>(Finding.class);
    for (Map.Entry<String, JsonNode> e : byName.properties()) {
      Finding finding =
          Finding.ofLabel(e.getKey())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "it has a threshold for " + Json.shown(e.getKey()) + ", no finding"));
      thresholds.put(finding, e.getValue().asDouble(Double.NaN));
    }
    return thresholds;
  }

  private static Map<String, String> settings(JsonNode json) {
    Map<String, String> settings = new LinkedHashMap<>();
    json.properties().forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return settings;
  }
}
