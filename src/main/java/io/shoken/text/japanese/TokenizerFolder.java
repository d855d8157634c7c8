package io.shoken.text.japanese;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer files of a Hugging Face folder, read as files that a stranger wrote: sizes are
 * limited, and what is no JSON object is refused.
 */
final class TokenizerFolder {
  private static final String VOCABULARY = "vocab.txt";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String SPECIAL_TOKENS = "special_tokens_map.json";
  private static final String ADDED_TOKENS = "added_tokens.json";

  /** Every file that is looked at; only the first two must be there. */
  static final List<String> NAMES = List.of(VOCABULARY, CONFIG, SPECIAL_TOKENS, ADDED_TOKENS);

  private static final int MAX_BYTES = 64 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String where;
  private final Map<String, byte[]> files;

  TokenizerFolder(String where, Map<String, byte[]> files) {
    this.where = where;
    this.files = files;
  }

  static TokenizerFolder read(Path folder) {
    Map<String, byte[]> files = new HashMap<>();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        files.put(name, bytes(file));
      }
    }
    return new TokenizerFolder(folder.toString(), files);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw tooLarge(file.toString(), Files.size(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static UserException tooLarge(String file, long size) {
    return UserException.input(
        "cannot read " + file + ": it has " + size + " bytes, the limit is " + MAX_BYTES);
  }

  Vocabulary vocabulary() {
    return Vocabulary.parse(required(VOCABULARY), path(VOCABULARY));
  }

  TokenizerSettings settings() {
    return new SettingsReader(
            where,
            object(CONFIG, required(CONFIG)),
            optional(SPECIAL_TOKENS),
            optional(ADDED_TOKENS))
        .read();
  }

  private byte[] required(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw UserException.input(
          "no file "
              + path(name)
              + "; expected a folder with vocab.txt and tokenizer_config.json, as save_pretrained"
              + " writes it");
    }
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(path(name), bytes.length);
    }
    return bytes;
  }

  private JsonNode optional(String name) {
    return files.containsKey(name) ? object(name, required(name)) : JSON.createObjectNode();
  }

  private JsonNode object(String name, byte[] bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "cannot read " + path(name) + ": it is not JSON; save the folder again",
          e);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT, "cannot read " + path(name) + ": " + e.getMessage(), e);
    }
    if (!root.isObject()) {
      throw UserException.input(
          "cannot read "
              + path(name)
              + ": it holds "
              + root.getNodeType()
              + ", expected a JSON object");
    }
    return root;
  }

  String path(String name) {
    return where + "/" + name;
  }
}
