package io.shoken.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;

/** SHA-256 as the tables hold it: lower-case hex. Thread-safe. */
public final class Hashes {

  private Hashes() {}

  /**
   * The key of a text: SHA-256 over the UTF-8 bytes of its NFC form without surrounding white
   * space. Two texts that differ only in composition or outer white space are one text.
   */
  public static String ofText(String text) {
    return ofBytes(
        Normalizer.normalize(text, Normalizer.Form.NFC).strip().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key of a list of values: each is written with its length before it, so that no two lists
   * share a key by joining differently. Values are taken as they are.
   */
  public static String ofParts(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(part.length()).append(':').append(part);
    }
    return ofBytes(joined.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of the bytes as they are. */
  public static String ofBytes(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** SHA-256 of all that a stream still has, without holding it in memory. Does not close it. */
  public static String ofStream(InputStream in) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[1 << 16];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      digest.update(chunk, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A fresh SHA-256 digest, for callers that have several parts. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java 17 has SHA-256", e);
    }
  }
}
