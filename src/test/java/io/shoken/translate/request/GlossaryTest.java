package io.shoken.translate.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryTest {

  private static final Glossary GLOSSARY =
      glossary("nodule,N", "ground-glass nodule,GN", "glass,G", "opacity,O", "mass,M", "GGO,S");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A nodule. Another NODULE. | nodule",
        "Two nodules, three masses, some opacities | mass, nodule, opacity",
        "Ground glass nodules and a mass | ground-glass nodule, mass",
        "ground-\u2010\u00A0glass\tnodule | ground-glass nodule",
        "ground-glass mass | glass, mass",
        "ground glass. Nodule | glass, nodule",
        "ground/glass (nodule) | glass, nodule",
        "nodular micronodule massive glasses' opacity2 ggos | GGO, glass",
        "mas nodul | ''",
        "'' | ''"
      })
  void findsWholeWordsTheLongestFirst(String text, String terms) {
    assertThat(
            GLOSSARY.in(text).stream()
                .map(Glossary.Term::english)
                .collect(Collectors.joining(", ")))
        .isEqualTo(terms);
  }

  @Test
  void givesTermsOnceAndInOneOrderWhateverTheTextOrTheFile() {
    Glossary other = glossary("opacity,O", "mass,M", "nodule,N");
    Glossary same = glossary("nodule,N", "mass,M", "opacity,O");
    String text = "Opacity, nodule, mass, opacity, nodules";
    assertThat(other.in(text))
        .isEqualTo(same.in(text))
        .containsExactly(
            new Glossary.Term("mass", "M"),
            new Glossary.Term("nodule", "N"),
            new Glossary.Term("opacity", "O"));
  }

  @Test
  void doesNotCareHowAnAccentIsComposed() {
    Glossary glossary = glossary("Sjögren,S");
    assertThat(glossary.in("sjo\u0308gren")).hasSize(1);
  }

  @Test
  void takesALongHostileTextInItsStride() {
    String text = "ground-glass ground ".repeat(100_000);
    long start = System.nanoTime();
    assertThat(GLOSSARY.in(text)).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void shipsWithTheProgram() {
    Glossary shipped = GlossaryFile.read("radiology-ja-v1");
    assertThat(shipped.id()).matches("radiology-ja-v1@[0-9a-f]{12}");
    assertThat(shipped.in("Bilateral ground-glass opacities; no pleural effusion."))
        .extracting(Glossary.Term::english)
        .containsExactly("ground-glass opacity", "pleural effusion");
  }

  @Test
  void readsQuotesMarksAndLineEndsAsTheyCome() throws IOException {
    Path file = folder.resolve("own.csv");
    Files.writeString(file, "\uFEFFenglish,japanese\r\n\r\n\"mass\",\"a \"\"b\"\", c\"\r\n");
    Glossary glossary = GlossaryFile.read(file.toString());
    assertThat(glossary.in("mass")).containsExactly(new Glossary.Term("mass", "a \"b\", c"));
    assertThat(glossary.id()).startsWith("own@");
  }

  @Test
  void namesFileAndLineOfWhatItRefusesAndQuotesNothing() throws IOException {
    assertRefused("radiology-ja-v0", "no glossary ships under that name");
    assertRefused(folder.resolve("none.csv").toString(), "none.csv is missing");
    assertRefused("bad\0/x.csv", "it is no path");
    assertFileRefused("", ", line 1: the header is another, expected \"english,japanese\"");
    assertFileRefused("japanese,english\nmass,M", ", line 1: the header is another");
    assertFileRefused("english,japanese\n", "it has no terms");
    assertFileRefused("english,japanese\nmass,M\nzebra,Z,Z", ", line 3: 3 fields, expected 2");
    assertFileRefused("english,japanese\n\nzebra,\"Z\nZ\"", ", line 3: a quote out of place");
    assertFileRefused("english,japanese\nzeb\"ra,Z", ", line 2: a quote out of place");
    assertFileRefused("english,japanese\n- zebra: Z,Z", ", line 2: english is empty or not words");
    assertFileRefused("english,japanese\n,Z", ", line 2: english is empty");
    assertFileRefused("english,japanese\nzebra,", ", line 2: japanese is empty");
    assertFileRefused("english,japanese\nzebra,Z\u202EZ", ", line 2: japanese is empty or has");
    assertFileRefused("english,japanese\nzebra," + "Z".repeat(201), ", line 2: a side of over 200");
    assertFileRefused(
        "english,japanese\nzebra-a,Z\nmass,M\nZebra A,Z", ", line 4: the term of line 2 again");
    byte[] latin = {(byte) 0xE9};
    assertThatThrownBy(() -> GlossaryFile.of("g.csv", latin)).hasMessageContaining("not UTF-8");
    Path large = Files.write(folder.resolve("large.csv"), new byte[(1 << 20) + 1]);
    assertRefused(
        large.toString(), "has 1048577 bytes; at most 1048576 are read; expected a glossary");
  }

  private static void assertFileRefused(String content, String message) {
    assertThatThrownBy(() -> GlossaryFile.of("g.csv", content.getBytes(UTF_8)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("translate.glossary = g.csv")
        .hasMessageContaining(message)
        .hasMessageNotContaining("zebra");
  }

  private static void assertRefused(String glossary, String message) {
    assertThatThrownBy(() -> GlossaryFile.read(glossary))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("translate.glossary = ")
        .hasMessageContaining(message);
  }

  private static Glossary glossary(String... lines) {
    String file = "english,japanese\n" + String.join("\n", lines);
    return GlossaryFile.of("g.csv", file.getBytes(UTF_8));
  }
}
