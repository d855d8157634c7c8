package io.shoken.quality.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What sacreBLEU and rouge-score say, made by src/test/golden/score.py. */
record Golden(JsonNode json, List<Pair> pairs, List<Pair> others, Tokenizer mecab) {
  private static final Golden COMPOSED = load("composed.json.gz");

  static Golden composed() {
    return COMPOSED;
  }

  static JsonNode read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/score/" + name)) {
      return new ObjectMapper().readTree(new GZIPInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Golden load(String name) {
    JsonNode json = read(name);
    Tokenizer mecab = recorded(json.get("mecab"));
    return new Golden(json, pairs(json, "hypotheses"), pairs(json, "others"), mecab);
  }

  private static List<Pair> pairs(JsonNode json, String side) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < json.get(side).size(); i++) {
      pairs.add(new Pair(json.get(side).get(i).asText(), json.get("references").get(i).asText()));
    }
    return pairs;
  }

  /** MeCab's answers as they were recorded; a text that was not asked for is an error. */
  private static Tokenizer recorded(JsonNode answers) {
    Map<String, List<String>> tokens = new HashMap<>();
    answers
        .properties()
        .forEach(
            e -> {
              List<String> surfaces = new ArrayList<>();
              e.getValue().forEach(s -> surfaces.add(s.asText()));
              tokens.put(e.getKey(), surfaces);
            });
    return Tokenizers.jaMecab(
        text -> {
          if (!tokens.containsKey(text)) {
            throw new IllegalStateException("no recorded tokens of this text");
          }
          return tokens.get(text);
        });
  }

  Tokenizer tokenizer(String name) {
    return switch (name) {
      case "none" -> Tokenizers.none();
      case "char" -> Tokenizers.character();
      case "13a" -> Tokenizers.mteval13a();
      case "ja-mecab" -> mecab;
      default -> throw new IllegalArgumentException(name);
    };
  }

  static List<Counts> count(Measure measure, List<Pair> pairs) {
    return pairs.stream().map(measure::count).toList();
  }

  static Counts sum(Measure measure, List<Counts> counts) {
    return counts.stream().reduce(Counts.zero(measure.width()), Counts::plus);
  }

  /** The measure that the golden file names so in its statistical tests. */
  Measure named(String name) {
    return switch (name) {
      case "BLEU" -> Bleu.corpus(mecab);
      case "BLEU-addk" -> new Bleu(Tokenizers.character(), Smoothing.ADD_K, false, false);
      case "chrF2" -> Chrf.plain();
      case "chrF2++" -> Chrf.plusPlus();
      case "TER" -> new Ter(Tokenizers.none(), new Ter.Options(true, false, true, false));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
