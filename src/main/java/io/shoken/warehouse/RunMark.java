package io.shoken.warehouse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * What a run writes before anything else, {@code runs/<run id>/begun.json}. A run with this mark
 * and without a manifest has died, and what it wrote may be removed by the holder of the lease; a
 * folder without it is somebody else's.
 *
 * @param command that began it
 * @param startedAt ISO-8601 instant
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunMark(String runId, String command, String startedAt) {
  private static final String NAME = "begun.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static String file(String runId) {
    return "runs/" + runId + "/" + NAME;
  }

  /** Whether that run was begun by this program; a mark that cannot be read says nothing. */
  static Optional<RunMark> of(Storage storage, String runId) {
    if (!storage.isFile(file(runId))) {
      return Optional.empty();
    }
    return storage
        .read(file(runId))
        .flatMap(RunMark::parse)
        .filter(mark -> runId.equals(mark.runId()) && mark.command() != null);
  }

  void write(Storage storage) {
    try {
      storage.putIfAbsent(file(runId), JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new IllegalStateException("a mark is plain strings", e);
    }
  }

  private static Optional<RunMark> parse(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, RunMark.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
