package io.shoken.review.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Against scikit-learn, krippendorff and NumPy; {@code review/agreement.py} made the figures. */
class GoldenAgreementTest {
  private static JsonNode golden() throws IOException {
    try (InputStream in = GoldenAgreementTest.class.getResourceAsStream("/review/agreement.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void figuresAndIntervalsAreThoseOfTheReferencePackages() throws IOException {
    JsonNode golden = golden();
    Bootstrap bootstrap =
        new Bootstrap(golden.get("resamples").intValue(), golden.get("seed").longValue());
    assertThat(golden.get("cases")).hasSize(5);
    for (JsonNode c : golden.get("cases")) {
      int[][] units = new ObjectMapper().treeToValue(c.get("units"), int[][].class);
      int k = c.get("categories").intValue();
      requireSame(
          c.get("share"), bootstrap, units, i -> Agreement.share(of(units, i, 0), of(units, i, 1)));
      for (Level level : Level.values()) {
        requireSame(
            c.get("kappa_" + level),
            bootstrap,
            units,
            i -> Agreement.kappa(of(units, i, 0), of(units, i, 1), k, level));
        requireSame(
            c.get("alpha_" + level),
            bootstrap,
            units,
            i ->
                Krippendorff.alpha(
                    Arrays.stream(i).mapToObj(u -> units[u]).toArray(int[][]::new), k, level));
      }
    }
  }

  private static int[] of(int[][] units, int[] drawn, int rater) {
    return Arrays.stream(drawn).map(u -> units[u][rater]).toArray();
  }

  private static void requireSame(
      JsonNode expected, Bootstrap bootstrap, int[][] units, ToDoubleFunction<int[]> figure) {
    Bootstrap.Figure seen = bootstrap.of(units.length, figure);
    assertThat(seen.value()).isCloseTo(expected.get("value").doubleValue(), within(1e-9));
    assertThat(seen.low()).isCloseTo(expected.get("low").doubleValue(), within(1e-9));
    assertThat(seen.high()).isCloseTo(expected.get("high").doubleValue(), within(1e-9));
  }

  @Test
  void withoutUnitsThereIsNoFigure() {
    assertThat(new Bootstrap(10, 1).of(0, i -> 1).value()).isNaN();
    assertThat(Agreement.kappa(new int[] {1, 1}, new int[] {1, 1}, 2, Level.NOMINAL)).isNaN();
  }
}
