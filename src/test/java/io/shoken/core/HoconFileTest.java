package io.shoken.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoconFileTest {
  private static final String SECRET = "sk-Zz9qL0vX7tR2mB4n";

  @TempDir private Path folder;

  @Test
  void aFileMayIncludeFilesFromItsOwnFolder() throws IOException {
    write("sub/b.conf", "include \"c\"\nb = 2");
    write("sub/c", "c = 3");
    Path file = write("a.conf", "include file(\"sub/b.conf\")\na = 1");
    assertThat(HoconFile.parse("--conf", file).root().unwrapped())
        .containsEntry("a", 1)
        .containsEntry("b", 2)
        .containsEntry("c", 3);
  }

  @Test
  void nothingIsIncludedFromTheNetworkOrTheClassPath() throws IOException {
    refused("include url(\"http://127.0.0.1:1/x\")", "it includes an address");
    refused("include \"http://127.0.0.1:1/x\"", "it includes an address");
    refused("include url(\"file:///etc/passwd\")", "it includes an address");
    refused("include classpath(\"reference.conf\")", "it includes a resource");
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() throws IOException {
    write("b.conf", "include \"a.conf\"");
    refused("include \"b.conf\"", "files include each other without end");
  }

  @Test
  void anIncludedFileHasToBeAPlainFile() throws IOException {
    refused("include \"none.conf\"", "none.conf is missing");
    refused("include file(\"/dev/zero\")", "/dev/zero is no regular file");
  }

  @Test
  void whatIsNoHoconIsRefusedByLineWithoutAValue() throws IOException {
    refused("a = 1\nkey = " + SECRET + " }\nb = 2", ", line ");
    refused("key = \"" + SECRET, "this is no HOCON");
    refused("{".repeat(100_000) + SECRET, "");
    refused("a = " + "[".repeat(200_000), "");
  }

  @Test
  void substitutionsThatCannotBeResolvedAreRefusedWithoutAValue() {
    for (String text : new String[] {"a = ${none}", "a = ${b}, b = ${a}", "a = ${a}" + SECRET}) {
      assertThatThrownBy(
              () -> HoconFile.guarded("--set", () -> HoconFile.parseText("--set", text).resolve()))
          .isInstanceOf(UserException.class)
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  void textOfTheCommandLineIncludesNothing() {
    assertThatThrownBy(() -> HoconFile.parseText("--set x", "include \"/etc/hostname\""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it includes a file");
  }

  private void refused(String content, String reason) throws IOException {
    Path file = write("a.conf", content);
    assertThatThrownBy(() -> HoconFile.parse("--conf", file))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessageContaining("--conf")
        .hasMessageContaining(reason)
        .hasMessageNotContaining(SECRET);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
