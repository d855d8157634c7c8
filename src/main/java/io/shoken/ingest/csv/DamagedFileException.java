package io.shoken.ingest.csv;

import java.io.IOException;

/** A file's content cannot be read at all, however often one tries; the message says why. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }

  public DamagedFileException(String message, IOException cause) {
    super(message, cause);
  }
}
