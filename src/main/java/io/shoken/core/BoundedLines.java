package io.shoken.core;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of a UTF-8 file from an untrusted folder: a line that never ends cannot fill memory. */
public final class BoundedLines implements Closeable {
  private static final int LONGEST = 16_384;

  private final Path file;
  private final BufferedReader in;
  private int number;

  public BoundedLines(Path file) throws IOException {
    this.file = file;
    this.in =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16);
  }

  /** The next line without its line feed, or null at the end. */
  public String next() throws IOException {
    number++;
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == LONGEST) {
        throw broken("is longer than " + LONGEST + " characters");
      }
      line.append((char) c);
    }
    if (line.length() > 0) {
      throw broken("has no line feed; the file was cut off");
    }
    return null;
  }

  /** An error at the line read last. */
  public UserException broken(String what) {
    return UserException.input(
        file
            + " line "
            + number
            + ": "
            + what
            + "; train the model again or copy its folder again");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
