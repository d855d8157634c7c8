package io.shoken.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {

  @TempDir Path folder;

  @Test
  void readsPairsPastAByteOrderMarkAndEmptyLines() throws IOException {
    SentenceMemory memory = MemoryFile.read(file("\uFEFFOne.\ta\r\n\r\n Two.\tb\r\nOne.\ta\n"));
    assertThat(memory.size()).isEqualTo(2);
    assertThat(memory.read("One. Two.")).isEqualTo(new SentenceMemory.Known("ab"));
  }

  @Test
  void refusesALineWithoutATab() {
    assertRefused("One.\ta\nsecret sentence\n", "line 2: 0 tabs, expected one tab");
  }

  @Test
  void refusesALineWithTwoTabs() {
    assertRefused("One.\ta\tb\n", "line 1: 2 tabs, expected one tab");
  }

  @Test
  void refusesAnEmptySide() {
    assertRefused("One.\t \n", "line 1: an empty side, expected text on both sides of the tab");
  }

  @Test
  void refusesTwoTranslationsOfOneSentence() {
    assertRefused(
        "One.\ta\nTwo.\tb\nOne.\tc\n", "line 3: other Japanese for the English of line 1");
  }

  @Test
  void refusesAnOverlongLine() {
    assertRefused("x".repeat(70_000) + "\ta", "line 1: 70002 characters, expected at most 65536");
  }

  @Test
  void refusesAnEmptyFile() {
    assertRefused("\n", "no pairs in it");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path path = Files.write(folder.resolve("latin.tsv"), new byte[] {'a', '\t', (byte) 0xE9, '\n'});
    assertThatThrownBy(() -> MemoryFile.read(path))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("are not UTF-8; save the file as UTF-8");
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> MemoryFile.read(folder.resolve("none.tsv")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none.tsv is missing");
  }

  private void assertRefused(String content, String message) {
    assertThatThrownBy(() -> MemoryFile.read(file(content)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("memory.tsv"), content, StandardCharsets.UTF_8);
  }
}
