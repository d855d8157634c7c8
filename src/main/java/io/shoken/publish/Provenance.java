package io.shoken.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Where the published texts come from: {@code provenance.json}, and what the cards say of it.
 *
 * @param inputsHash of the runs and settings that the publication was made of
 * @param labelSource whose labels travel with the texts, or null if none do
 * @param sections how the texts of each split and section came about
 * @param models which language models wrote the machine's texts
 */
record Provenance(
    String shokenVersion,
    String inputsHash,
    String labelSource,
    List<SplitFacts> splits,
    List<SectionFacts> sections,
    List<ModelFacts> models) {
  static final String FILE = "provenance.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** A split and its files. */
  record SplitFacts(String name, long reports, String csv, String parquet) {}

  /**
   * Texts of one section of a split.
   *
   * @param texts that are there
   * @param revised of them that a radiologist revised or a senior radiologist checked
   * @param checked of them that a senior radiologist checked
   * @param doubtful whose machine translation failed a check
   * @param doubtfulUnrevised of those, the ones that no radiologist has revised
   */
  record SectionFacts(
      String split,
      String section,
      long texts,
      long revised,
      long checked,
      long doubtful,
      long doubtfulUnrevised) {}

  /**
   * One language model with one prompt.
   *
   * @param model as the service names it, or the name of an imported file
   * @param prompt name and hash of the prompt file; empty for imported texts
   * @param parameters that were sent, as JSON, such as the temperature; empty for imported texts
   * @param from the day of the first answer, ISO-8601
   * @param to the day of the last answer
   */
  record ModelFacts(
      String model, String prompt, String parameters, long texts, String from, String to) {}

  long reports() {
    return splits.stream().mapToLong(SplitFacts::reports).sum();
  }

  String toJson() throws JsonProcessingException {
    return JSON.writeValueAsString(this) + "\n";
  }
}
