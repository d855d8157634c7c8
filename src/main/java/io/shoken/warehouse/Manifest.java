package io.shoken.warehouse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a run did; its presence is the commit. Holds no report text and no secret.
 *
 * @param startedAt ISO-8601 instant
 * @param finishedAt ISO-8601 instant
 * @param configuration the effective settings, secrets left out
 * @param versions of the code and of what shaped the result
 * @param inputs what the run id was made of
 * @param counts such as in, out, rejected, failed
 * @param tables rows written, by table folder
 * @param notes everything else that a reader of the numbers needs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
    String runId,
    String command,
    String startedAt,
    String finishedAt,
    int exitCode,
    Map<String, String> configuration,
    Map<String, String> versions,
    List<String> inputs,
    Map<String, Long> counts,
    Map<String, Long> tables,
    Map<String, Object> notes) {

  /** Oldest first; the run id breaks a tie, so that every reader sees one order. */
  public static final Comparator<Manifest> BY_AGE =
      Comparator.comparing(Manifest::finishedAt).thenComparing(Manifest::runId);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Where the manifest of a run lies, below the warehouse. */
  static String file(String runId) {
    return "runs/" + runId + "/manifest.json";
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new IllegalStateException("run " + runId + " noted a value that JSON cannot hold", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is no JSON object of that shape
   */
  static Manifest ofJson(byte[] json) throws IOException {
    Manifest manifest = JSON.readValue(json, Manifest.class);
    if (manifest == null) {
      throw new IOException("no JSON object");
    }
    return manifest;
  }

  /**
   * Checks that all that readers rely on is there.
   *
   * @throws IllegalArgumentException if a field is missing or wrong
   */
  Manifest requireWhole(String ofRun) {
    boolean whole =
        ofRun.equals(runId)
            && command != null
            && isInstant(startedAt)
            && isInstant(finishedAt)
            && isWhole(configuration)
            && isWhole(versions)
            && inputs != null
            && !inputs.contains(null)
            && isWhole(counts)
            && isWhole(tables)
            && notes != null;
    if (!whole) {
      throw new IllegalArgumentException("a field of the manifest is missing or wrong");
    }
    return this;
  }

  private static boolean isWhole(Map<String, ?> map) {
    return map != null && !map.containsValue(null);
  }

  private static boolean isInstant(String text) {
    try {
      return text != null && Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
