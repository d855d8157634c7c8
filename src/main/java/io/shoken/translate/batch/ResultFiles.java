package io.shoken.translate.batch;

import io.shoken.core.UserException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Copies result files, whoever made them, into the warehouse: no longer than allowed. */
final class ResultFiles {

  /** A longer line is no answer to a translation; an empty object takes its place. */
  private static final int MAX_LINE = 4 << 20;

  private static final byte[] NO_LINE = "{}\n".getBytes(StandardCharsets.UTF_8);
  private static final int BUFFER = 1 << 16;

  private final BatchFolder folder;
  private final long maxBytes;

  ResultFiles(BatchFolder folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Copies all, or leaves no file of that name.
   *
   * @throws UserException (input) if it has more bytes than allowed
   */
  void copy(InputStream in, String target) throws IOException {
    String unfinished = target + ".unfinished";
    try (OutputStream out = new BufferedOutputStream(folder.create(unfinished))) {
      copyLines(in, out);
    }
    folder.rename(unfinished, target);
  }

  private void copyLines(InputStream in, OutputStream out) throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    boolean tooLong = false;
    long total = 0;
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      if (total > maxBytes) {
        throw UserException.input(
            "translate batch import: a result file has over %d bytes, the most that translate.batch.max-result-bytes allows"
                .formatted(maxBytes));
      }
      for (int i = 0; i < n; i++) {
        if (buffer[i] == '\n') {
          write(out, line, length, tooLong);
          length = 0;
          tooLong = false;
        } else if (length < MAX_LINE) {
          line[length++] = buffer[i];
        } else {
          tooLong = true;
        }
      }
    }
    if (length > 0) {
      write(out, line, length, tooLong);
    }
  }

  private static void write(OutputStream out, byte[] line, int length, boolean tooLong)
      throws IOException {
    if (tooLong) {
      out.write(NO_LINE);
    } else {
      out.write(line, 0, length);
      out.write('\n');
    }
  }
}
