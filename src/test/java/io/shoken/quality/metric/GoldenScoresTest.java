package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every score of the composed pairs equals sacreBLEU's and rouge-score's to 1e-9. */
class GoldenScoresTest {
  private static final double TOLERANCE = 1e-9;
  private final Golden golden = Golden.composed();

  @TestFactory
  Stream<DynamicTest> bleuEqualsSacrebleu() {
    return each(
        "bleu",
        key -> {
          String[] parts = key.split(" ", -1);
          return new Bleu(
              golden.tokenizer(parts[0]),
              Smoothing.ofKey(parts[1]),
              parts[3].equals("lc"),
              parts[2].equals("eff"));
        });
  }

  @TestFactory
  Stream<DynamicTest> chrfEqualsSacrebleu() {
    return each("chrf", key -> new Chrf(key.charAt(0) - '0', key.endsWith("lc")));
  }

  @TestFactory
  Stream<DynamicTest> terEqualsSacrebleu() {
    return each(
        "ter",
        key -> {
          String[] parts = key.split(" ", -1);
          int bits = Integer.parseInt(parts[1]);
          return new Ter(
              golden.tokenizer(parts[0]),
              new Ter.Options((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
        });
  }

  private Stream<DynamicTest> each(String group, Function<String, Measure> make) {
    return golden.json().get(group).properties().stream()
        .map(Map.Entry::getKey)
        .map(
            key ->
                DynamicTest.dynamicTest(
                    key, () -> check(make.apply(key), golden.json().get(group).get(key))));
  }

  private void check(Measure measure, JsonNode expected) {
    List<Counts> counts = Golden.count(measure, golden.pairs());
    double[] corpus = measure.scores(Golden.sum(measure, counts));
    assertThat(corpus[0]).isCloseTo(expected.get("score").asDouble(), within(TOLERANCE));
    String signature = measure.signature().toString().replaceAll("\\|input:[^|]*", "");
    assertThat(signature).isEqualTo(expected.get("signature").asText());
    for (int i = 0; expected.has("sentence") && i < counts.size(); i++) {
      assertThat(measure.scores(counts.get(i))[0])
          .as("pair %d", i)
          .isCloseTo(expected.get("sentence").get(i).asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void printsTheLineThatSacrebleuPrints() {
    for (String tokenizer : List.of("ja-mecab", "char", "13a")) {
      Bleu bleu = Bleu.corpus(golden.tokenizer(tokenizer));
      Bleu.Detail detail = bleu.detail(Golden.sum(bleu, Golden.count(bleu, golden.pairs())));
      assertThat(
              "BLEU|%s = %s %s"
                  .formatted(bleu.signature(), Decimals.fixed(detail.score(), 1), detail.verbose()))
          .isEqualTo(golden.json().at("/bleu/" + tokenizer + " exp - -/line").asText());
    }
  }

  @TestFactory
  Stream<DynamicTest> rougeEqualsRougeScore() {
    return Stream.of("ja-mecab", "char")
        .map(name -> DynamicTest.dynamicTest(name, () -> checkRouge(name)));
  }

  private void checkRouge(String tokenizer) {
    Rouge rouge = new Rouge(golden.tokenizer(tokenizer));
    JsonNode expected = golden.json().get("rouge").get(tokenizer);
    List<Counts> counts = Golden.count(rouge, golden.pairs());
    for (int i = 0; i < counts.size(); i++) {
      checkAll("pair " + i, rouge.scores(counts.get(i)), expected.get("sentence").get(i));
    }
    checkAll("corpus", rouge.scores(Golden.sum(rouge, counts)), expected.get("corpus"));
  }

  private static void checkAll(String what, double[] scores, JsonNode expected) {
    assertThat(expected).hasSize(scores.length);
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i])
          .as("%s, value %d", what, i)
          .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
    }
  }
}
