package io.shoken.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with the tiny classifier of {@code src/test/golden/bert.py} and a tokenizer of one
 * character a token, so that a text can be written for any row of ids whose logits {@code
 * transformers} gave. Its outputs are not in file order.
 */
public final class TinyBert {
  private static final Path GOLDEN = Path.of("src/test/resources/bert");
  private static final int VOCABULARY = 60;
  private static final String TOKENIZER =
      """
      {"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab",
       "mecab_kwargs": {"mecab_dic": "unidic_lite"}, "subword_tokenizer_type": "character",
       "do_lower_case": false, "cls_token": "[CLS]", "sep_token": "[SEP]"}
      """;

  private final Path path;
  private final int first;
  private final int last;

  private TinyBert(Path path, int first, int last) {
    this.path = path;
    this.first = first;
    this.last = last;
  }

  /** A row of ids and what {@code transformers} says of it, by finding. */
  public record Case(List<Integer> ids, Map<String, Double> logits) {}

  /** The row of that many tokens. */
  public static Case golden(int length) {
    JsonNode names = json(GOLDEN.resolve("classifier/config.json")).path("id2label");
    for (JsonNode batch : json(GOLDEN.resolve("golden.json")).path("logits")) {
      for (int r = 0; r < batch.path("rows").size(); r++) {
        JsonNode row = batch.path("rows").get(r);
        if (row.size() == length) {
          Map<String, Double> logits = new HashMap<>();
          for (int k = 0; k < names.size(); k++) {
            logits.put(names.path("" + k).asText(), batch.path("fp32").get(r).get(k).asDouble());
          }
          return new Case(ints(row), logits);
        }
      }
    }
    throw new IllegalArgumentException("no row of " + length);
  }

  /** The folder without {@code shoken.json}, as {@code transformers} would save it. */
  public static TinyBert write(Path folder) {
    return write(folder, 3, 4);
  }

  /** The same whose [CLS] and [SEP] are the ends of that row. */
  public static TinyBert writeFor(Path folder, Case row) {
    return write(folder, row.ids.get(0), row.ids.get(row.ids.size() - 1));
  }

  private static TinyBert write(Path folder, int first, int last) {
    try {
      Files.createDirectories(folder);
      for (String name : List.of("config.json", "model.safetensors")) {
        Files.copy(GOLDEN.resolve("classifier").resolve(name), folder.resolve(name));
      }
      TinyBert tiny = new TinyBert(folder, first, last);
      List<String> vocabulary = new ArrayList<>();
      for (int id = 0; id < VOCABULARY; id++) {
        vocabulary.add(tiny.token(id));
      }
      Files.write(folder.resolve("vocab.txt"), vocabulary);
      Files.writeString(folder.resolve("tokenizer_config.json"), TOKENIZER);
      return tiny;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String token(int id) {
    if (id == first) {
      return "[CLS]";
    }
    if (id == last) {
      return "[SEP]";
    }
    return switch (id) {
      case 0 -> "[PAD]";
      case 1 -> "[UNK]";
      case 2 -> "[MASK]";
      default -> Character.toString(0x4E00 + id);
    };
  }

  /** The text that becomes that row. */
  public String text(Case row) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < row.ids.size() - 1; i++) {
      text.append(token(row.ids.get(i)));
    }
    return text.toString();
  }

  /** A sentence of these ids. */
  public String sentence(int... ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(token(id));
    }
    return text.append('。').toString();
  }

  /** Adds {@code shoken.json}. */
  public TinyBert notes(String json) {
    try {
      Files.writeString(path.resolve("shoken.json"), json);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  private static List<Integer> ints(JsonNode row) {
    List<Integer> ints = new ArrayList<>();
    row.forEach(id -> ints.add(id.asInt()));
    return ints;
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
