package io.shoken.text.japanese;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.core.UserException;
import io.shoken.text.japanese.TokenizerSettings.Cut;
import io.shoken.text.japanese.mecab.Edition;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the options of {@code BertJapaneseTokenizer} (transformers 5) and refuses by name each that
 * would make other tokens than this program's. Keys that change no token are passed over.
 */
final class SettingsReader {
  private static final Set<String> MECAB_OPTIONS =
      Set.of("mecab_dic", "mecab_option", "normalize_text");

  private final String folder;
  private final JsonNode config;
  private final JsonNode specialTokensMap;
  private final JsonNode addedTokens;

  SettingsReader(String folder, JsonNode config, JsonNode specialTokensMap, JsonNode addedTokens) {
    this.folder = folder;
    this.config = config;
    this.specialTokensMap = specialTokensMap;
    this.addedTokens = addedTokens;
  }

  TokenizerSettings read() {
    String tokenizer = text(config, "tokenizer_class", "BertJapaneseTokenizer");
    if (!tokenizer.equals("BertJapaneseTokenizer")) {
      throw refused("tokenizer_class", tokenizer, "BertJapaneseTokenizer");
    }
    boolean splitsWords = flag(config, "do_word_tokenize", true);
    String words = text(config, "word_tokenizer_type", "basic");
    if (splitsWords && !words.equals("mecab")) {
      throw refused("word_tokenizer_type", words, "mecab");
    }
    JsonNode mecab = mecabOptions();
    return new TokenizerSettings(
        dictionary(mecab),
        splitsWords,
        flag(mecab, "normalize_text", true),
        flag(config, "do_lower_case", false),
        neverSplit(),
        cut(),
        !flag(config, "split_special_tokens", false),
        specialTokens(),
        added());
  }

  private JsonNode mecabOptions() {
    JsonNode mecab = config.path("mecab_kwargs");
    mecab
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!MECAB_OPTIONS.contains(name)) {
                throw refused("mecab_kwargs." + name, "given", "mecab_dic and normalize_text only");
              }
            });
    if (!text(mecab, "mecab_option", "").isBlank()) {
      throw refused("mecab_kwargs.mecab_option", "given", "no MeCab options");
    }
    return mecab;
  }

  private Edition dictionary(JsonNode mecab) {
    if (mecab.path("mecab_dic").isNull()) {
      throw refused("mecab_kwargs.mecab_dic", "null", editions());
    }
    String name = text(mecab, "mecab_dic", Edition.UNIDIC_LITE.option());
    return Arrays.stream(Edition.values())
        .filter(edition -> edition.option().equals(name))
        .findFirst()
        .orElseThrow(() -> refused("mecab_kwargs.mecab_dic", name, editions()));
  }

  private static String editions() {
    return Arrays.stream(Edition.values()).map(Edition::option).collect(Collectors.joining(", "));
  }

  private Cut cut() {
    if (!flag(config, "do_subword_tokenize", true)) {
      return Cut.NONE;
    }
    String type = text(config, "subword_tokenizer_type", "wordpiece");
    return switch (type) {
      case "wordpiece" -> Cut.WORDPIECE;
      case "character" -> Cut.CHARACTER;
      default -> throw refused("subword_tokenizer_type", type, "wordpiece, character");
    };
  }

  private Set<String> neverSplit() {
    JsonNode list = config.path("never_split");
    Set<String> words = new LinkedHashSet<>();
    if (list.isMissingNode() || list.isNull()) {
      return words;
    }
    if (!list.isArray()) {
      throw refused("never_split", list.getNodeType().toString(), "a list of strings");
    }
    for (JsonNode word : list) {
      if (!word.isTextual()) {
        throw refused("never_split", word.getNodeType().toString(), "a list of strings");
      }
      words.add(word.textValue());
    }
    return words;
  }

  private SortedMap<String, String> specialTokens() {
    SortedMap<String, String> special = new TreeMap<>();
    TokenizerSettings.SPECIAL_DEFAULTS.forEach(
        (role, token) -> special.put(role, specialToken(role, token)));
    for (String role : Set.of("bos_token", "eos_token")) {
      if (config.hasNonNull(role) || specialTokensMap.hasNonNull(role)) {
        special.put(role, specialToken(role, ""));
      }
    }
    return special;
  }

  private String specialToken(String role, String otherwise) {
    String first = content(config.path(role), role, otherwise);
    String second = content(specialTokensMap.path(role), role, first);
    if (config.has(role) && !first.equals(second)) {
      throw refused(role, "one in each file", "the same in special_tokens_map.json");
    }
    return second;
  }

  /** A token is a string, or an object with its content and how white space around it goes. */
  private String content(JsonNode node, String where, String otherwise) {
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    JsonNode content = node.isObject() ? node.path("content") : node;
    if (!content.isTextual() || content.textValue().isEmpty()) {
      throw refused(where, node.getNodeType().toString(), "a token");
    }
    for (String option : new String[] {"lstrip", "rstrip", "single_word"}) {
      if (flag(node, option, false)) {
        throw refused(where + "." + option, "true", "false");
      }
    }
    return content.textValue();
  }

  private SortedMap<String, Integer> added() {
    SortedMap<String, Integer> added = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : addedTokens.properties()) {
      added.put(entry.getKey(), id(entry.getKey(), entry.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> entry : config.path("added_tokens_decoder").properties()) {
      String where = "added_tokens_decoder." + entry.getKey();
      added.put(content(entry.getValue(), where, ""), id(where, entry.getKey()));
    }
    for (String list : new String[] {"additional_special_tokens", "extra_special_tokens"}) {
      for (JsonNode node : config.path(list)) {
        if (!added.containsKey(content(node, list, ""))) {
          throw refused(list, "a token without a number", "each in added_tokens_decoder too");
        }
      }
    }
    return added;
  }

  private int id(String where, String number) {
    try {
      int id = Integer.parseInt(number);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a negative number is.
    }
    throw refused(where, number, "a token's number");
  }

  private boolean flag(JsonNode node, String key, boolean otherwise) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw refused(key, value.getNodeType().toString(), "true or false");
    }
    return value.booleanValue();
  }

  private String text(JsonNode node, String key, String otherwise) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw refused(key, value.getNodeType().toString(), "a string");
    }
    return value.textValue();
  }

  private UserException refused(String key, String seen, String expected) {
    return UserException.input(
        "cannot use the tokenizer in "
            + folder
            + ": "
            + key
            + " is "
            + shortened(seen)
            + "; supported: "
            + expected);
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
