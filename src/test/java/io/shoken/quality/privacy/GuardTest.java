package io.shoken.quality.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {

  record Passage(String kinds, String text) {}

  private final Guard guard = Guard.standard();

  static Stream<Passage> passages() throws IOException {
    try (InputStream in = GuardTest.class.getResourceAsStream("passages.tsv")) {
      return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(row -> new Passage(row[0].equals("-") ? "" : row[0], row[1]));
    }
  }

  @ParameterizedTest
  @MethodSource("passages")
  void findsIdentifiersOfThreeLanguagesAndNothingElse(Passage passage) {
    String found =
        guard.find(passage.text()).stream()
            .map(match -> match.kind().key())
            .collect(Collectors.joining(","));
    assertEquals(passage.kinds(), found);
  }

  @Test
  void masksWhatItFindsAndPutsItBack() {
    String text = "Dr. Jane Example called jane@hospital.example on 07.02.2022.";
    Masked masked = guard.mask(text, EnumSet.allOf(Kind.class));
    assertEquals("[NAME1] called [EMAIL2] on [DATE3].", masked.text());
    assertEquals(Optional.of(text), masked.restore(masked.text()));
  }

  @Test
  void masksOnlyTheKindsAskedFor() {
    Masked masked = guard.mask("Dr. Example on 07.02.2022", Set.of(Kind.NAME));
    assertEquals("[NAME1] on 07.02.2022", masked.text());
  }

  @Test
  void doesNotRestoreAnAnswerThatLostOrDoubledAPlaceholder() {
    Masked masked = guard.mask("Dr. Example, Mr. Sample", EnumSet.allOf(Kind.class));
    assertEquals(Optional.empty(), masked.restore("[NAME1]"));
    assertEquals(Optional.empty(), masked.restore("[NAME1] [NAME2] [NAME2]"));
    assertTrue(masked.restore("[NAME2] \uff3bNAME1\uff3d").isPresent());
  }

  @Test
  void doesNotReuseAPlaceholderThatTheTextHasAlready() {
    Masked masked = guard.mask("[NAME1] and Dr. Example", EnumSet.allOf(Kind.class));
    assertEquals("[NAME1] and [NAME2]", masked.text());
  }

  @Test
  void aMaskedTextDoesNotPrintWhatItHides() {
    Masked masked = guard.mask("Dr. Example", EnumSet.allOf(Kind.class));
    assertFalse(masked.toString().contains("Example"));
  }

  @Test
  void placesAreThoseOfTheTextAsGiven() {
    String text = "\u33a1 \uff30\uff41\uff54\uff49\uff45\uff4e\uff54: Jane S\u0327ample";
    Match name = guard.find(text).get(0);
    assertEquals("Jane S\u0327ample", text.substring(name.start(), name.end()));
  }
}
