package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON of a folder that may come from anyone: bounded, and no name twice. */
public final class Json {
  private static final long LARGEST_FILE = 16L << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a JSON object.
   *
   * @throws UserException (input) if the file is missing, over 16 MiB, or no JSON object
   */
  public static ObjectNode read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw UserException.input(file + " is missing; is its folder a Hugging Face model?");
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw UserException.input(file + " has over 16 MiB; that is no " + file.getFileName());
      }
      return parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, file + " cannot be read: " + e, e);
    }
  }

  /**
   * @param where what to call it in an error
   * @throws UserException (input) if it is no JSON object
   */
  static ObjectNode parse(byte[] json, String where) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw UserException.input(where + " is no JSON object.");
    } catch (JsonProcessingException e) {
      throw UserException.input(where + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] compact(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a file that people open. */
  public static byte[] indented(ObjectNode json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A word of a strange file, fit to be shown: quoted, short, printable. */
  static String shown(String word) {
    String safe = word.replaceAll("[^\\p{Graph} ]", "?");
    return '"' + (safe.length() > 80 ? safe.substring(0, 80) + "..." : safe) + '"';
  }
}
