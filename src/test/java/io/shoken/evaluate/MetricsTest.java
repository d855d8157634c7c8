package io.shoken.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  static Iterable<Problem> problems() {
    return Problem.all();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void ratiosOfEachFindingEqualScikitLearn(Problem problem) {
    OutcomeTally tally = problem.tally(1);
    for (int f = 0; f < problem.findings(); f++) {
      assertRatios(tally.of(0, f, 0), problem.json().get("findings").get(f));
    }
    assertRatios(tally.micro(0, 0), problem.json().get("micro"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void exactMatchEqualsScikitLearnsAccuracy(Problem problem) {
    Confusion sets = problem.tally(1).exactMatch(0, 0);
    double accuracy = problem.json().get("exact_match").asDouble();
    assertThat(sets.f1()).isCloseTo(accuracy, EXACT);
    assertThat(sets.precision()).isCloseTo(accuracy, EXACT);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void rankingsEqualScikitLearn(Problem problem) {
    for (int f = 0; f < problem.findings(); f++) {
      assertRanking(problem.curve(f), problem.json().get("findings").get(f));
    }
    assertRanking(problem.curve(-1), problem.json().get("micro"));
  }

  @Test
  void aRatioOfNothingIsZero() {
    Confusion none = new Confusion(0, 0, 0, 5);
    assertThat(none.precision()).isZero();
    assertThat(none.recall()).isZero();
    assertThat(none.f1()).isZero();
  }

  @Test
  void withoutNegativesThereIsNoRocButFullPrecision() {
    RankingCurve curve = new RankingCurve();
    curve.add(0.9, 2, 0);
    curve.add(0.1, 1, 0);
    assertThat(curve.auroc()).isEmpty();
    assertThat(curve.averagePrecision()).hasValue(1);
  }

  @Test
  void refusesScoresThatAreNaNOrRise() {
    RankingCurve curve = new RankingCurve();
    assertThatThrownBy(() -> curve.add(Double.NaN, 1, 0)).hasMessageContaining("NaN");
    curve.add(0.5, 1, 0);
    assertThatThrownBy(() -> curve.add(0.5, 1, 0)).hasMessageContaining("0.5 does not fall");
  }

  private static void assertRatios(Confusion counts, JsonNode expected) {
    assertThat(counts.precision()).isCloseTo(expected.get("precision").asDouble(), EXACT);
    assertThat(counts.recall()).isCloseTo(expected.get("recall").asDouble(), EXACT);
    assertThat(counts.f1()).isCloseTo(expected.get("f1").asDouble(), EXACT);
  }

  private static void assertRanking(RankingCurve curve, JsonNode expected) {
    assertNumber(curve.auroc(), expected.get("auroc"));
    assertNumber(curve.averagePrecision(), expected.get("average_precision"));
  }

  private static void assertNumber(OptionalDouble actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(actual).isEmpty();
    } else {
      assertThat(actual.getAsDouble()).isCloseTo(expected.asDouble(), EXACT);
    }
  }
}
