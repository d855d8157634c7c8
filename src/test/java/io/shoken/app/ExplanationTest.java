package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.shoken.core.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String OUTSIDE = "The heart is enlarged. sk-SECRET";
  private final StringWriter said = new StringWriter();

  @Test
  void aBugIsShownByClassAndStackWithoutAMessage() {
    Throwable bug = new IllegalStateException(OUTSIDE, new NullPointerException(OUTSIDE));
    bug.addSuppressed(new IOException(OUTSIDE));
    assertThat(explain(bug)).isEqualTo(70);
    assertThat(said.toString())
        .startsWith("shoken: a bug; please report it with the lines below")
        .contains("java.lang.IllegalStateException")
        .contains("java.lang.NullPointerException")
        .contains("\tat io.shoken.app.ExplanationTest.aBugIsShown")
        .doesNotContain("heart")
        .doesNotContain("SECRET");
  }

  @Test
  void anErrorIsABugToo() {
    assertThat(explain(new AssertionError(OUTSIDE))).isEqualTo(70);
    assertThat(explain(new StackOverflowError())).isEqualTo(70);
    assertThat(said.toString()).doesNotContain("heart");
  }

  @Test
  void aUsersErrorIsOnePrintableLineAlsoWhereATaskThrewIt() {
    UserException user = UserException.input("a\u001b[31m\nb");
    assertThat(explain(new RuntimeException(OUTSIDE, user))).isEqualTo(5);
    assertThat(said.toString()).isEqualToIgnoringNewLines("shoken: a\\u001b[31m\\u000ab");
  }

  @Test
  void aFullDiskIsNoBug() {
    assertThat(explain(new RuntimeException(new IOException("No space left on device"))))
        .isEqualTo(69);
    assertThat(said.toString()).contains("a disk is full");
  }

  @Test
  void theErrorThatHadoopThrowsAtAFullDiskIsNoBug() throws IOException {
    assumeThat(Path.of("/dev/full")).exists();
    RawLocalFileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), new Configuration(false));
    Throwable thrown = null;
    try (OutputStream out = local.create(new org.apache.hadoop.fs.Path("/dev/full"), true)) {
      out.write(new byte[1 << 20]);
    } catch (IOException | Error e) {
      thrown = e;
    }
    assertThat(explain(new RuntimeException(thrown))).isEqualTo(69);
    assertThat(said.toString()).contains("a disk is full");
  }

  @Test
  void memoryAndNativeLibrariesHaveARemedy() {
    assertThat(explain(new OutOfMemoryError("Java heap space"))).isEqualTo(69);
    assertThat(explain(new RuntimeException(new UnsatisfiedLinkError(OUTSIDE)))).isEqualTo(69);
    assertThat(said.toString())
        .contains("SHOKEN_HEAP=6g")
        .contains("-Djava.io.tmpdir=FOLDER")
        .doesNotContain("heart");
  }

  private int explain(Throwable thrown) {
    return Explanation.of(thrown).print(new PrintWriter(said));
  }
}
