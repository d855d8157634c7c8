package io.shoken.translate.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.quality.check.Answer;
import io.shoken.quality.check.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

  @TempDir Path folder;

  @Test
  void isNamedByFileAndContent() {
    String hash = Hashes.ofText("Translate.\nThis.").substring(0, 12);
    assertThat(Prompt.of("mine.txt", "Translate.\r\nThis.\n".getBytes(UTF_8)))
        .isEqualTo(Prompt.of("mine@" + hash, "Translate.\nThis.", List.of()));
  }

  @Test
  void changesItsIdWithItsText() {
    assertThat(Prompt.of("p", "A".getBytes(UTF_8)).id())
        .isNotEqualTo(Prompt.of("p", "B".getBytes(UTF_8)).id());
  }

  /** A new id would have every existing warehouse ask again. */
  @Test
  void shipsWithTheProgramUnderTheIdThatItHas() {
    Prompt prompt = Prompt.read("radiology-ja-v1");
    assertThat(prompt.id()).isEqualTo("radiology-ja-v1@6eec5e63ca5e");
    assertThat(prompt.examples()).isEmpty();
    assertThat(prompt.text()).contains("Output only the translation");
  }

  @Test
  void readsAFileOfTheUsers() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "Translate.");
    assertThat(Prompt.read(file.toString()).id()).startsWith("own@");
  }

  @Test
  void readsExamplesAfterItsText() {
    String file =
        """
        Translate.
        --- this is text still, and so is
        === that

        === example

        --- english
        One.

        Two.
        --- japanese

        Ichi.
        === example
        --- english
        Three.
        --- japanese
        San.
        """;
    Prompt prompt = Prompt.of("p", file.getBytes(UTF_8));
    assertThat(prompt.text()).isEqualTo("Translate.\n--- this is text still, and so is\n=== that");
    assertThat(prompt.examples())
        .containsExactly(
            new Prompt.Example("One.\n\nTwo.", "Ichi."), new Prompt.Example("Three.", "San."));
    assertThat(Prompt.of("p", file.replace("San", "Three").getBytes(UTF_8)).id())
        .isNotEqualTo(prompt.id());
  }

  @Test
  void namesTheLineThatIsNoExample() {
    String start = "Translate.\n=== example\n";
    assertBad("=== example\n--- english\nA\n--- japanese\nB", ", line 1: expected the prompt's");
    assertBad("Translate.\n=== examples\n", ", line 2: expected the line \"=== example\"");
    assertBad(start, ", line 3: expected the line \"--- english\"");
    assertBad(start + "zebra", ", line 3: expected the line \"--- english\"");
    assertBad(start + "--- japanese", ", line 3: expected the line \"--- english\"");
    assertBad(start + "--- english\nA\n", ", line 5: expected the line \"--- japanese\"");
    assertBad(start + "--- english\nA\n--- zebra\n", ", line 5: expected the line");
    assertBad(start + "--- english\n\n--- japanese\nB", ", line 4: expected the English of an");
    assertBad(start + "--- english\nA\n--- japanese\n", ", line 6: expected the Japanese of");
    String one = "=== example\n--- english\nA\n--- japanese\nB\n";
    assertBad("T\n" + one.repeat(65), ": over 64 examples");
  }

  private static void assertBad(String file, String message) {
    assertThatThrownBy(() -> Prompt.of("p", file.getBytes(UTF_8)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("translate.prompt = p, line ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("zebra");
  }

  /** Its examples are held to what answers are held to. */
  @Test
  void shipsExamplesThatPassEveryCheck() {
    Prompt v2 = Prompt.read("radiology-ja-v2");
    assertThat(v2.text()).isEqualTo(Prompt.read("radiology-ja-v1").text());
    assertThat(v2.examples()).hasSize(4);
    for (Prompt.Example example : v2.examples()) {
      assertThat(Checks.standard().of(Answer.complete(example.english(), example.japanese())))
          .filteredOn(result -> !result.passed())
          .as(example.english())
          .isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoPrompt() throws IOException {
    assertRefused("radiology-ja-v0", "no prompt ships under that name");
    assertRefused(folder.resolve("none.txt").toString(), "none.txt is missing");
    assertRefused(Files.writeString(folder.resolve("empty.txt"), " \n").toString(), "is empty");
    byte[] latin = {(byte) 0xE9};
    assertRefused(Files.write(folder.resolve("latin.txt"), latin).toString(), "is not UTF-8");
  }

  private static void assertRefused(String prompt, String message) {
    assertThatThrownBy(() -> Prompt.read(prompt))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
