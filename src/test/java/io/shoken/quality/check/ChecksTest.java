package io.shoken.quality.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {

  record Case(String expected, Answer answer) {
    @Override
    public String toString() {
      return expected + ": " + answer.english();
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ChecksTest.class.getResourceAsStream("answers.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"))
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("\\n", "\n").split("\t"))
          .map(row -> new Case(row[0], new Answer(row[2], row[3], row[1])));
    }
  }

  private static List<String> failed(Answer answer) {
    return Checks.standard().of(answer).stream()
        .filter(result -> !result.passed())
        .map(result -> result.check().key())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsWrongAndNothingInWhatIsRight(Case c) {
    List<String> failed = failed(c.answer());
    if (c.expected().equals("none")) {
      assertEquals(List.of(), failed);
    } else {
      assertTrue(failed.contains(c.expected()), "failed: " + failed);
    }
  }

  @Test
  void givesOneResultForEachCheckInTheOrderOfChecks() {
    List<Check> checks =
        Checks.standard().of(Answer.complete("a", "b")).stream().map(Result::check).toList();
    assertEquals(List.of(Check.values()), checks);
  }

  @Test
  void aDetailQuotesNumbersAndTermsButNoPassage() {
    String english = "A 12 mm nodule of the zebra kind is observed in the right lung.";
    String japanese = "13 mm";
    for (Result result : Checks.standard().of(Answer.complete(english, japanese))) {
      assertFalse(result.detail().contains("zebra"), result.detail());
    }
  }

  @Test
  void survivesTextsOfAnyShape() {
    for (String odd :
        List.of("", " ", "\n\n", "?", "(((", "\uD83D\uDE00", "1.2.3.4.5/6", "x".repeat(5000))) {
      assertEquals(Check.values().length, Checks.standard().of(Answer.complete(odd, odd)).size());
      assertEquals(
          Check.values().length, Checks.standard().of(Answer.complete("No nodule.", odd)).size());
    }
  }
}
