package io.shoken.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Converts text of another encoding to UTF-8. Bytes that are no character become {@code 0xff},
 * which is no UTF-8 either, so that the record which holds them is rejected and no other. Not
 * thread-safe.
 */
public final class Utf8Stream extends InputStream {
  private static final int SIZE = 1 << 14;
  private static final byte[] NO_CHARACTER = {(byte) 0xff};

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
  private final CharBuffer chars = CharBuffer.allocate(SIZE);
  private ByteBuffer out = ByteBuffer.allocate(0);
  private boolean fault;
  private boolean ended;

  public Utf8Stream(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!out.hasRemaining()) {
      if (fault) {
        fault = false;
        out = ByteBuffer.wrap(NO_CHARACTER);
      } else if (ended) {
        return -1;
      } else {
        decode();
      }
    }
    int n = Math.min(length, out.remaining());
    out.get(target, offset, n);
    return n;
  }

  /** Decodes up to the next fault, or as much as the buffers hold. */
  private void decode() throws IOException {
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    boolean last = n < 0;
    bytes.position(bytes.position() + Math.max(0, n)).flip();
    CoderResult result = decoder.decode(bytes, chars, last);
    if (result.isError()) {
      bytes.position(bytes.position() + result.length());
      decoder.reset();
      fault = true;
    } else {
      ended = last && result.isUnderflow();
    }
    chars.flip();
    // The first half of a pair waits for the second, which the next decoding brings.
    boolean half =
        chars.hasRemaining() && !last && Character.isHighSurrogate(chars.get(chars.limit() - 1));
    char kept = half ? chars.get(chars.limit() - 1) : 0;
    chars.limit(chars.limit() - (half ? 1 : 0));
    out = StandardCharsets.UTF_8.encode(chars);
    chars.clear();
    if (half) {
      chars.put(kept);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
