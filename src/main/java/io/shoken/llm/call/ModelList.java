package io.shoken.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads a service's list of models ({@code GET /v1/models}), which may be anything. */
public final class ModelList {

  private static final int MAX_BYTES = 4 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private ModelList() {}

  /** The day on which the service says that it ends a model; empty if it says nothing of it. */
  public static Optional<LocalDate> shutdown(InputStream list, String model) throws IOException {
    byte[] body = list.readNBytes(MAX_BYTES);
    try {
      JsonNode root = JSON.readTree(body);
      for (JsonNode entry : root == null ? JSON.createArrayNode() : root.path("data")) {
        if (entry.path("id").asText("").equals(model)) {
          return day(entry.path("shutdown_date"));
        }
      }
    } catch (IOException e) {
      // It is no list: then it says nothing.
    }
    return Optional.empty();
  }

  /** A date, a time or seconds since 1970. */
  private static Optional<LocalDate> day(JsonNode value) {
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        long seconds = Math.min(Math.max(0, value.asLong()), 100_000_000_000L);
        return Optional.of(Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate());
      }
      String text = value.asText("");
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
