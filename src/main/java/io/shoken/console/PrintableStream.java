package io.shoken.console;

import io.shoken.core.Printable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Passes UTF-8 text on with what could steer a terminal escaped, see {@link Printable#lines}:
 * whoever prints, our messages, Spark's log or a library. Thread-safe.
 */
public final class PrintableStream extends FilterOutputStream {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The first bytes of a character whose rest has not come yet. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

  private PrintableStream(OutputStream out) {
    super(out);
  }

  /** A stream for people in front of another one, in UTF-8. */
  public static PrintStream over(OutputStream out) {
    return new PrintStream(new PrintableStream(out), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
    in.put(rest).put(bytes, from, length).flip();
    CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
    decoder.reset().decode(in, text, false);
    rest = ByteBuffer.allocate(in.remaining()).put(in).flip();
    out.write(Printable.lines(text.flip().toString()).getBytes(StandardCharsets.UTF_8));
  }
}
