package io.shoken.ingest;

import java.io.IOException;

/** A file's content cannot be read at all, however often one tries; the message says why. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }

  DamagedFileException(String message, IOException cause) {
    super(message, cause);
  }
}
