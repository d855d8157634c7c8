package io.shoken.text.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberScannerTest {

  /** The text, then what the checks and what the scores read out of it. */
  @ParameterizedTest
  @CsvSource({
    "12 mm,12 mm,12 mm",
    "3 x 5 mm,3 mm 5 mm,3 mm 5 mm",
    "3 and 5 mm,3 mm 5 mm,3 5 mm",
    "s10 and t12,s:10 12,s:10 t:12",
    "'1,5 cm','1,5 mm*10',1 5 mm*10",
    "2 l,2,2 ml*1000",
    "5 percent,5 %,5",
    "'1,500 ml','1,500 ml','1,500 ml'",
    "3x5,3 5,3 5"
  })
  void checksAndScoresReadWhatTheyMust(String text, String checks, String scores) {
    assertThat(read(NumberScanner.TRANSLATION, text)).isEqualTo(checks);
    assertThat(read(NumberScanner.WORDING, text)).isEqualTo(scores);
  }

  private static String read(NumberScanner scanner, String text) {
    List<NumberScanner.Found> found = scanner.scan(text);
    return found.stream().map(NumberScannerTest::describe).collect(Collectors.joining(" "));
  }

  private static String describe(NumberScanner.Found found) {
    String name = found.name().isEmpty() ? "" : found.name() + ":";
    String factor = found.unit().factor().toPlainString();
    String unit = found.unit().counted();
    return name
        + found.digits()
        + (unit.isEmpty() ? "" : " " + unit)
        + (factor.equals("1") ? "" : "*" + factor);
  }
}
