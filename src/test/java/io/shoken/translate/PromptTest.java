package io.shoken.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.report.Hashes;
import io.shoken.report.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

  @TempDir Path folder;

  @Test
  void isNamedByFileAndContent() {
    String hash = Hashes.ofText("Translate.\nThis.").substring(0, 12);
    assertThat(Prompt.of("mine.txt", "Translate.\r\nThis.\n".getBytes(UTF_8)))
        .isEqualTo(new Prompt("mine@" + hash, "Translate.\nThis."));
  }

  @Test
  void changesItsIdWithItsText() {
    assertThat(Prompt.of("p", "A".getBytes(UTF_8)).id())
        .isNotEqualTo(Prompt.of("p", "B".getBytes(UTF_8)).id());
  }

  @Test
  void shipsWithTheProgram() {
    Prompt prompt = Prompt.read("radiology-ja-v1");
    assertThat(prompt.id()).startsWith("radiology-ja-v1@");
    assertThat(prompt.text()).contains("Output only the translation");
  }

  @Test
  void readsAFileOfTheUsers() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "Translate.");
    assertThat(Prompt.read(file.toString()).id()).startsWith("own@");
  }

  @Test
  void refusesWhatIsNoPrompt() throws IOException {
    assertRefused("radiology-ja-v0", "no prompt ships under that name");
    assertRefused(folder.resolve("none.txt").toString(), "cannot be read (NoSuchFileException)");
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
