package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Intervals and p-values equal sacreBLEU's, single precision included. */
class ResamplingTest {
  private static final double TOLERANCE = 1e-9;
  private static final long SEED = Resampling.DEFAULT_SEED;
  private final Golden golden = Golden.composed();

  @TestFactory
  Stream<DynamicTest> intervalsEqualSacrebleu() {
    return each(
        "intervals",
        (measure, expected) -> {
          List<Counts> counts = Golden.count(measure, golden.pairs());
          Resampling.Interval interval = Resampling.bootstrap(measure, counts, 1000, SEED).get(0);
          assertThat(interval.mean()).isCloseTo(number(expected, "mean"), within(TOLERANCE));
          assertThat(interval.halfWidth()).isCloseTo(number(expected, "ci"), within(TOLERANCE));
          assertThat(measure.signature().withBootstrap(1000, SEED))
              .hasToString(expected.get("signature").asText());
        });
  }

  @TestFactory
  Stream<DynamicTest> pairedBootstrapEqualsSacrebleu() {
    return each(
        "paired_bs",
        (measure, expected) -> {
          List<Counts> baseline = Golden.count(measure, golden.pairs());
          List<Counts> system = Golden.count(measure, golden.others());
          check(Resampling.pairedBootstrap(measure, baseline, system, 1000, SEED), expected);
          Resampling.Interval interval =
              Resampling.bootstrapAsNumpy(measure, system, 1000, SEED).get(0);
          assertThat(interval.mean()).isCloseTo(number(expected, "mean"), within(TOLERANCE));
          assertThat(interval.halfWidth()).isCloseTo(number(expected, "ci"), within(TOLERANCE));
        });
  }

  @TestFactory
  Stream<DynamicTest> pairedRandomisationEqualsSacrebleu() {
    return each(
        "paired_ar",
        (measure, expected) -> {
          List<Counts> baseline = Golden.count(measure, golden.pairs());
          List<Counts> system = Golden.count(measure, golden.others());
          check(Resampling.pairedRandomisation(measure, baseline, system, 2000, SEED), expected);
          assertThat(measure.signature().withRandomisation(2000, SEED))
              .hasToString(expected.get("signature").asText());
        });
  }

  @TestFactory
  Stream<DynamicTest> printsTheLineThatSacrebleuPrintsWithConfidence() {
    return each(
        "intervals",
        (measure, expected) -> {
          Scorer scorer = new Scorer(List.of(measure), 1000, SEED);
          List<Scorer.Counted> corpus =
              golden.pairs().stream()
                  .map(p -> scorer.count("", p.hypothesis(), p.reference()))
                  .toList();
          String line = scorer.scores("file", corpus).lines().get(0);
          assertThat(line.replaceAll("\\|input:[^|]*", ""))
              .isEqualTo(expected.get("line").asText());
        });
  }

  private Stream<DynamicTest> each(String group, BiConsumer<Measure, JsonNode> check) {
    return golden.json().get(group).properties().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> check.accept(golden.named(e.getKey()), e.getValue())));
  }

  private static void check(List<Resampling.Comparison> comparisons, JsonNode expected) {
    Resampling.Comparison comparison = comparisons.get(0);
    assertThat(comparison.baseline()).isCloseTo(number(expected, "baseline"), within(TOLERANCE));
    assertThat(comparison.system()).isCloseTo(number(expected, "system"), within(TOLERANCE));
    assertThat(comparison.pValue()).isCloseTo(number(expected, "p"), within(TOLERANCE));
  }

  private static double number(JsonNode node, String field) {
    return node.get(field).asDouble();
  }

  @Test
  void randomNumbersEqualNumpy() {
    golden
        .json()
        .get("random")
        .properties()
        .forEach(
            e -> {
              long seed = Long.parseLong(e.getKey());
              Pcg64 random = new Pcg64(seed);
              e.getValue().get("below_7").forEach(n -> assertDraw(random, 7, n.asInt()));
              e.getValue()
                  .get("below_1000003")
                  .forEach(n -> assertDraw(random, 1000003, n.asInt()));
              Pcg64 coins = new Pcg64(seed);
              e.getValue()
                  .get("coins")
                  .asText()
                  .chars()
                  .forEach(c -> assertThat(coins.coin()).isEqualTo(c == '1'));
            });
  }

  private static void assertDraw(Pcg64 random, int bound, int expected) {
    assertThat(random.below(bound)).isEqualTo(expected);
  }

  @Test
  void systemsOfDifferentLengthAreNotCompared() {
    List<Counts> one = List.of(Counts.zero(10));
    List<Counts> two = List.of(Counts.zero(10), Counts.zero(10));
    Bleu bleu = Bleu.corpus(Tokenizers.none());
    assertThatThrownBy(() -> Resampling.pairedBootstrap(bleu, one, two, 10, SEED))
        .hasMessage("paired tests need equally many pairs, not 1 and 2");
  }
}
