package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFilesTest {
  private static final long GIGABYTE = 1L << 30;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void sound() throws IOException {
    file = Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("f"), "text");
    Files.createSymbolicLink(folder.resolve("link"), file);
  }

  @Test
  void filesAndLinksToFilesAreFine() {
    assertThat(PlainFiles.require(folder.resolve("link"), 4)).isEqualTo(folder.resolve("link"));
    assertThatCode(() -> PlainFiles.requireFolder(folder, 2, 8)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsMissingOrTooLarge() {
    refusedFile(folder.resolve("none"), "is missing");
    refusedFile(folder.resolve("a"), "is no regular file");
    assertThatThrownBy(() -> PlainFiles.require(file, 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has 4 bytes; at most 3");
    assertThatThrownBy(() -> PlainFiles.requireFolder(folder, 1, GIGABYTE))
        .hasMessageContaining("holds more than 1 files");
  }

  @Test
  void refusesAPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refusedFile(pipe, "is no regular file");
    refusedFolder("pipe is no regular file");
  }

  @Test
  void refusesALinkToADevice() throws IOException {
    assumeThat(Path.of("/dev/zero")).exists();
    refusedFile(
        Files.createSymbolicLink(folder.resolve("zero"), Path.of("/dev/zero")),
        "is no regular file");
    refusedFolder("zero is no regular file");
  }

  @Test
  void refusesASparseGiant() throws IOException {
    try (RandomAccessFile giant = new RandomAccessFile(folder.resolve("giant").toFile(), "rw")) {
      giant.setLength(1L << 42);
    }
    refusedFolder("giant has 4398046511104 bytes; at most 1073741824 are read");
  }

  @Test
  void refusesLinksToFoldersHoweverTheyLoop() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    refusedFolder("loop is a link to a folder");
    Files.delete(loop);
    Files.createSymbolicLink(loop, loop);
    refusedFolder("loop is missing");
  }

  @Test
  void refusesAFolderThatIsTooDeep() throws IOException {
    Files.createDirectories(folder.resolve("d/".repeat(40)));
    refusedFolder("more than 32 folders deep");
  }

  @Test
  void saysThatALinkLeadsNowhere() throws IOException {
    Path loop = folder.resolve("loop");
    refusedFile(Files.createSymbolicLink(loop, loop), "is a link that leads nowhere, or to itself");
  }

  @Test
  void readsNoMoreThanTheSizeThatAFileHadAtFirst() throws IOException {
    try (InputStream in = PlainFiles.open(file, 4)) {
      Files.writeString(file, "text that grew");
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("text");
    }
    assumeThat(Path.of("/proc/self/status")).exists();
    assertThat(PlainFiles.read(Path.of("/proc/self/status"), 10)).isEmpty();
  }

  @Test
  void refusesTextWithHolesInItWithinMoments() throws IOException {
    for (long size : new long[] {1L << 27, 1L << 40}) {
      try (RandomAccessFile giant = new RandomAccessFile(file.toFile(), "rw")) {
        giant.setLength(size);
      }
      assertThatThrownBy(() -> PlainFiles.refuseHoles(file))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("holds nothing but zeros at byte")
          .hasMessageContaining("sparse or damaged");
    }
  }

  @Test
  void largeTextWithoutHolesIsFine() throws IOException {
    byte[] block = "a line of text\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 70; i++) {
        out.write(block);
      }
    }
    assertThatCode(() -> PlainFiles.refuseHoles(file)).doesNotThrowAnyException();
  }

  private static void refusedFile(Path path, String reason) {
    assertThatThrownBy(() -> PlainFiles.require(path, GIGABYTE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(reason);
  }

  private void refusedFolder(String reason) {
    assertThatThrownBy(() -> PlainFiles.requireFolder(folder, 1000, GIGABYTE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(reason);
  }
}
