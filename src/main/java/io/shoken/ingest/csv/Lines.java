package io.shoken.ingest.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the physical lines of a stream, ended by LF, CRLF or CR, each held to a limit of bytes. */
public final class Lines {

  /**
   * A line without its end. Of a line over the limit only the first bytes are here, and {@code
   * tooLong} says so.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and bytes are what it is for
  public record Line(long number, byte[] bytes, boolean tooLong) {
    boolean isEmpty() {
      return bytes.length == 0;
    }
  }

  private static final int KEPT_OF_TOO_LONG = 256; // enough to see an id at its beginning

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int end;
  private long number;

  public Lines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The next line, or null at the end of the stream. */
  public Line next() throws IOException {
    int b = read();
    if (b < 0) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    long length = 0;
    for (; b >= 0 && b != '\n' && b != '\r'; b = read()) {
      if (length++ < maxBytes) {
        line.write(b);
      }
    }
    if (b == '\r' && peek() == '\n') {
      read();
    }
    number++;
    byte[] bytes = line.toByteArray();
    return length <= maxBytes
        ? new Line(number, bytes, false)
        : new Line(
            number, java.util.Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_OF_TOO_LONG)), true);
  }

  private int read() throws IOException {
    int b = peek();
    position++;
    return b;
  }

  private int peek() throws IOException {
    if (position >= end) {
      position = 0;
      end = in.read(buffer);
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[position] & 0xff;
  }
}
