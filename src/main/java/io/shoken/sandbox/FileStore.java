package io.shoken.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that clients uploaded and results of batches, in a folder that is gone when the server is.
 * Thread-safe.
 */
final class FileStore implements AutoCloseable {

  /** The service's own limit of a batch's input. */
  static final long MAX_BYTES = 200_000_000;

  private static final int MAX_FILES = 10_000;

  /** A file with what the service says of it. */
  record Stored(String id, Path path, String purpose, long bytes, long createdAt) {

    ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("id", id)
          .put("object", "file")
          .put("bytes", bytes)
          .put("created_at", createdAt)
          .put("filename", id + ".jsonl")
          .put("purpose", purpose)
          .put("status", "processed");
    }
  }

  private final Clock clock;
  private final Path folder;
  private final Map<String, Stored> files = new LinkedHashMap<>();
  private int last;

  FileStore(Clock clock) throws IOException {
    this.clock = clock;
    this.folder = Files.createTempDirectory("sandbox-files");
  }

  /** A path for a file that is yet to be written and then {@link #keep}t. */
  synchronized Path newPath() throws IOException {
    if (files.size() >= MAX_FILES) {
      throw new IOException("over " + MAX_FILES + " files");
    }
    return folder.resolve("file-" + ++last);
  }

  synchronized Stored keep(Path path, String purpose) throws IOException {
    String id = path.getFileName().toString();
    Stored stored =
        new Stored(id, path, purpose, Files.size(path), clock.instant().getEpochSecond());
    files.put(id, stored);
    return stored;
  }

  synchronized Optional<Stored> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  synchronized List<Stored> list() {
    return new ArrayList<>(files.values());
  }

  synchronized void delete(Stored file) throws IOException {
    files.remove(file.id());
    Files.deleteIfExists(file.path());
  }

  /** Breaks off what grows over the limit. */
  static OutputStream limited(OutputStream out) {
    return new OutputStream() {
      private long written;

      @Override
      public void write(int b) throws IOException {
        grow(1);
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        grow(length);
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        out.close();
      }

      private void grow(int more) throws IOException {
        written += more;
        if (written > MAX_BYTES) {
          throw new IOException("over " + MAX_BYTES + " bytes");
        }
      }
    };
  }

  @Override
  public synchronized void close() {
    try {
      for (Stored file : list()) {
        delete(file);
      }
      try (var left = Files.list(folder)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // a file may be open still; the folder is a temporary one
    }
  }
}
