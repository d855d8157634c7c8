package io.shoken.japanese;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.report.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tokenizer files of a Hugging Face folder, read as files that a stranger wrote: sizes are
 * limited, and what is no JSON object is refused.
 */
final class TokenizerFolder {
  private static final long MAX_JSON_BYTES = 16L << 20;
  private static final long MAX_VOCABULARY_BYTES = 64L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path folder;

  TokenizerFolder(Path folder) {
    this.folder = folder;
  }

  Vocabulary vocabulary() {
    Path file = folder.resolve("vocab.txt");
    return Vocabulary.parse(bytes(file, MAX_VOCABULARY_BYTES), file.toString());
  }

  TokenizerSettings settings() {
    return new SettingsReader(
            folder,
            object("tokenizer_config.json"),
            optional("special_tokens_map.json"),
            optional("added_tokens.json"))
        .read();
  }

  private JsonNode optional(String name) {
    return Files.exists(folder.resolve(name)) ? object(name) : JSON.createObjectNode();
  }

  private JsonNode object(String name) {
    Path file = folder.resolve(name);
    JsonNode root;
    try {
      root = JSON.readTree(bytes(file, MAX_JSON_BYTES));
    } catch (JsonProcessingException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "cannot read " + file + ": it is not JSON (line " + line(e) + "); save the folder again",
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (!root.isObject()) {
      throw UserException.input(
          "cannot read " + file + ": it holds " + root.getNodeType() + ", expected a JSON object");
    }
    return root;
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "unknown" : String.valueOf(e.getLocation().getLineNr());
  }

  private static byte[] bytes(Path file, long max) {
    if (!Files.isRegularFile(file)) {
      throw UserException.input(
          "no file "
              + file
              + "; expected a folder with vocab.txt and tokenizer_config.json, as save_pretrained"
              + " writes it");
    }
    try {
      long size = Files.size(file);
      if (size > max) {
        throw UserException.input(
            "cannot read " + file + ": it has " + size + " bytes, the limit is " + max);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UserException unreadable(Path file, IOException e) {
    return new UserException(
        UserException.Kind.INPUT, "cannot read " + file + ": " + e.getMessage(), e);
  }
}
