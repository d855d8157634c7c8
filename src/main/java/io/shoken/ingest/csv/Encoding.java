package io.shoken.ingest.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The values of {@code ingest.encoding}. */
public enum Encoding {
  /** UTF-16 if a byte order mark or the zeros between the first letters say so, else UTF-8. */
  AUTO(StandardCharsets.UTF_8),
  UTF_8(StandardCharsets.UTF_8),
  /** Shift_JIS with the characters that Windows adds, as Excel writes it in Japan. */
  CP932(Charset.forName("windows-31j")),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE);

  private final Charset charset;

  Encoding(Charset charset) {
    this.charset = charset;
  }

  public Charset charset() {
    return charset;
  }

  /**
   * The encoding of a file that begins with these bytes: this one, or for {@link #AUTO} what they
   * show. A file of UTF-16 without a mark begins with an ASCII letter, and so with one zero in each
   * of two pairs of bytes: {@code 56 00 6f 00} is little-endian, {@code 00 56 00 6f} big-endian.
   */
  public Encoding of(byte[] start) {
    if (this != AUTO) {
      return this;
    }
    if (start.length >= 2) {
      int mark = ((start[0] & 0xff) << 8) | (start[1] & 0xff);
      if (mark == 0xfffe || mark == 0xfeff) {
        return mark == 0xfffe ? UTF_16LE : UTF_16BE;
      }
    }
    if (start.length >= 4) {
      boolean even = start[0] == 0 && start[2] == 0;
      boolean odd = start[1] == 0 && start[3] == 0;
      if (even != odd) {
        return odd ? UTF_16LE : UTF_16BE;
      }
    }
    return UTF_8;
  }
}
