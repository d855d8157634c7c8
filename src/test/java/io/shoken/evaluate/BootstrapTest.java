package io.shoken.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {

  static Iterable<Problem> problems() {
    return Problem.all();
  }

  @Test
  void weightsArePoissonWithMeanAndVarianceOne() {
    int[] weights = new PoissonWeights(200_000, 1).of("train_1_a");
    int[] resamples = Arrays.copyOfRange(weights, 1, weights.length);
    double mean = Arrays.stream(resamples).average().orElseThrow();
    double variance =
        Arrays.stream(resamples).mapToDouble(w -> (w - mean) * (w - mean)).average().orElseThrow();
    double undrawn = Arrays.stream(resamples).filter(w -> w == 0).count() / 200_000.0;
    assertThat(weights[0]).isEqualTo(1);
    assertThat(mean).isCloseTo(1, within(0.01));
    assertThat(variance).isCloseTo(1, within(0.02));
    assertThat(undrawn).isCloseTo(Math.exp(-1), within(0.005));
  }

  @Test
  void weightsFollowFromSeedAndReportAlone() {
    assertThat(new PoissonWeights(12, 1).of("train_1_a"))
        .isEqualTo(new PoissonWeights(12, 1).of("train_1_a"))
        .isNotEqualTo(new PoissonWeights(12, 2).of("train_1_a"))
        .isNotEqualTo(new PoissonWeights(12, 1).of("train_1_b"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void intervalsAreNearThoseOfAMultinomialBootstrap(Problem problem) {
    OutcomeTally tally = problem.tally(5000);
    JsonNode expected = problem.json().get("intervals");
    for (int f = 0; f < problem.findings(); f++) {
      int finding = f;
      assertNear(b -> tally.of(0, finding, b).f1(), expected.get("f1").get(f));
    }
    assertNear(b -> tally.exactMatch(0, b).f1(), expected.get("exact_match"));
  }

  @Property(tries = 20)
  void anyPartitioningGivesTheSameTally(@ForAll @IntRange(min = 1, max = 9) int parts) {
    Problem problem = Problem.all().get(1);
    OutcomeTally[] tallies = new OutcomeTally[parts];
    Arrays.setAll(tallies, p -> problem.empty(20));
    for (int r = problem.reports() - 1; r >= 0; r--) {
      tallies[r * 31 % parts].add("report_" + r, new byte[][] {problem.outcomes(r)});
    }
    OutcomeTally merged = Arrays.stream(tallies).reduce(problem.empty(20), OutcomeTally::plus);
    OutcomeTally whole = problem.tally(20);
    for (int b = 0; b <= 20; b++) {
      assertThat(merged.micro(0, b)).isEqualTo(whole.micro(0, b));
      assertThat(merged.exactMatch(0, b)).isEqualTo(whole.exactMatch(0, b));
    }
  }

  @Test
  void aReportThatLacksAFindingDoesNotCountForTheExactMatch() {
    OutcomeTally tally = new OutcomeTally(new boolean[][] {{true, true, false}}, 1, 1);
    byte right = Outcome.TRUE_NEGATIVE.code();
    byte absent = Outcome.ABSENT.code();
    tally.add("whole", new byte[][] {{right, right, absent}});
    tally.add("part", new byte[][] {{right, absent, absent}});
    assertThat(tally.exactMatch(0, 0)).isEqualTo(new Confusion(1, 0, 0, 0));
    assertThat(tally.of(0, 0, 0).n()).isEqualTo(2);
  }

  private static void assertNear(IntToDoubleFunction statistic, JsonNode expected) {
    Interval interval = Interval.of(statistic, 5000, 0.95);
    // Two bootstraps of thousands of resamples differ by their own noise.
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), within(0.02));
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), within(0.02));
  }
}
