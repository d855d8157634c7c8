package io.shoken.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class PrintableStreamTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = PrintableStream.over(out);

  @Test
  void whoeverPrintsSendsNoEscapeSequence() {
    stream.print("\u6240\u001b]0;title\u0007\u898b\n");
    assertThat(out.toString(UTF_8)).isEqualTo("\u6240\\u001b]0;title\\u0007\u898b\n");
  }

  @Test
  void charactersThatComeByteForByteStayWhole() {
    String text = "\u6240\u898b \ud842\udfb7\n";
    for (byte b : text.getBytes(UTF_8)) {
      stream.write(b);
    }
    stream.flush();
    assertThat(out.toString(UTF_8)).isEqualTo(text);
  }

  @Test
  void longTextAndBytesThatAreNoUtf8GetThrough() {
    String text = "\u6240\u898b\u3067\u3059\u3002".repeat(50_000);
    stream.print(text);
    stream.write(new byte[] {(byte) 0xff, 'x', '\n'}, 0, 3);
    assertThat(out.toString(UTF_8)).isEqualTo(text + "\ufffdx\n");
  }
}
