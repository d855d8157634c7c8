package io.shoken.classifier.folder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code shoken.json} in the folder of a linear model. Holds no time and no report
 * text, so that equal training gives equal bytes.
 *
 * @param kind {@code evidence} or {@code baseline}
 * @param thresholds by finding, in file order: at or above it a probability means the finding
 * @param labelSource of the labels that it was trained on
 * @param splits that it was trained on
 * @param trainingReports how many reports
 * @param trainingDataHash of the sorted text hashes and labels
 * @param inputsHash of everything that training depended on; a run with the same hash is skipped
 * @param settings of the kind
 * @param seed of the folds
 * @param lexicon whether hand-written cues feed the model
 * @param codeVersion of the program that trained it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
    String kind,
    Map<String, Double> thresholds,
    String labelSource,
    List<String> splits,
    long trainingReports,
    String trainingDataHash,
    String inputsHash,
    Map<String, Object> settings,
    long seed,
    boolean lexicon,
    String codeVersion) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public ModelCard {
    if (kind == null || thresholds == null) {
      throw new IllegalArgumentException("kind or thresholds are missing");
    }
    if (!List.copyOf(thresholds.keySet()).equals(Finding.labels())) {
      throw new IllegalArgumentException("thresholds must name the 18 findings in file order");
    }
    if (!thresholds.values().stream().allMatch(t -> t != null && t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("thresholds must be 0-1");
    }
    thresholds = new LinkedHashMap<>(thresholds);
  }

  /** The same threshold for all findings. */
  public static Map<String, Double> same(double threshold) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    Finding.labels().forEach(f -> thresholds.put(f, threshold));
    return thresholds;
  }

  /** The thresholds in file order. */
  public double[] thresholdArray() {
    return thresholds.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The card in the content of a file.
   *
   * @throws UserException (INPUT) if it is none
   */
  static ModelCard parse(String file, String json) {
    try {
      ModelCard card = JSON.readValue(json, ModelCard.class);
      if (card != null) {
        return card;
      }
    } catch (JsonProcessingException e) {
      // Refused below: the parser's message may quote the file.
    }
    throw UserException.input(
        file + " is no model card with a kind and 18 thresholds; train the model again");
  }
}
