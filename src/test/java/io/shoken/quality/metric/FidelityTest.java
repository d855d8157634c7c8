package io.shoken.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.text.TsvResource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FidelityTest {

  @TestFactory
  Stream<DynamicTest> readsMentionsInTheirNormalForm() {
    return TsvResource.rows(FidelityTest.class, "fidelity.tsv").stream()
        .map(row -> DynamicTest.dynamicTest(row.get(0) + " of " + row.get(1), () -> check(row)));
  }

  private static void check(List<String> row) {
    Fidelity.Kind kind = Fidelity.Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT));
    List<String> expected = row.size() < 3 ? List.of() : Arrays.asList(row.get(2).split("\\|"));
    assertThat(kind.mentions(row.get(1))).isEqualTo(expected);
  }

  @Test
  void tellsWhatWasLostAndWhatWasAdded() {
    Fidelity.Difference difference =
        Fidelity.compare(Fidelity.Kind.NUMBERS, "S3 12mm 8mm 8mm", "8mm 1.2cm 5mm s3");
    assertThat(difference.kept()).isEqualTo(3);
    assertThat(difference.lost()).containsExactly("5 mm");
    assertThat(difference.added()).containsExactly("8 mm");
  }

  @Test
  void countsTheTextsThatFail() {
    Fidelity numbers = new Fidelity(Fidelity.Kind.NUMBERS);
    Counts good = numbers.count(new Pair("10mm", "1cm"));
    Counts bad = numbers.count(new Pair("10mm", "1mm"));
    assertThat(numbers.fails(good)).isFalse();
    assertThat(numbers.fails(bad)).isTrue();
    assertThat(numbers.names())
        .containsExactly("numbers-kept", "numbers-lost", "numbers-added", "numbers-failing");
    assertThat(numbers.scores(good.plus(bad))).containsExactly(50, 1, 1, 50);
  }

  @Test
  void keepsEverythingWhereThereIsNothing() {
    Fidelity sides = new Fidelity(Fidelity.Kind.SIDES);
    assertThat(sides.scores(sides.count(new Pair("", "")))).containsExactly(100, 0, 0, 0);
  }
}
