package io.shoken.translate.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shoken.core.UserException;
import io.shoken.warehouse.Storage;
import io.shoken.warehouse.StoredFiles;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of batches, {@code <warehouse>/batches/}. The state of a batch is a set of small files,
 * each written once and never changed, so that after a crash between any two of them the next
 * command resumes from there.
 */
public final class BatchFolder {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SET = "/set.json";

  private static final Pattern ID = Pattern.compile("\\d{8}-\\d{6}-\\d{3}");
  private static final Pattern EXPORTED =
      Pattern.compile("\\.?part-\\d+\\.(jsonl|keys\\.csv)(\\.crc)?");

  /** A service's own limit of a file is far below. */
  private static final long LARGEST = 64L << 30;

  private static final String FOLDER = "batches/";

  private final Storage storage;
  private final Path root;
  private final FileSystem files;

  public BatchFolder(Warehouse warehouse) {
    this.storage = warehouse.storage();
    this.root = storage.path("batches");
    try {
      this.files = root.getFileSystem(warehouse.spark().sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** The exports that were written whole, oldest first. */
  List<BatchSet> sets() {
    List<BatchSet> sets = new ArrayList<>();
    for (String name : storage.list(FOLDER)) {
      get(name + SET, BatchSet.class).ifPresent(sets::add);
    }
    sets.sort(Comparator.comparing(BatchSet::id));
    return sets;
  }

  /** Makes an export valid; its other files are there by now. */
  void complete(BatchSet set) {
    put(set.id() + SET, set);
  }

  /**
   * Removes what an export that died left behind; the caller holds the lease. Only requests and
   * keys go: a folder with anything else in it may have been submitted and paid for.
   */
  void removeUnfinished() {
    for (String name : storage.list(FOLDER)) {
      if (!exists(name + SET)
          && ID.matcher(name).matches()
          && storage.list(FOLDER + name).stream().allMatch(f -> EXPORTED.matcher(f).matches())) {
        delete(name);
      }
    }
  }

  boolean exists(String file) {
    try {
      return files.exists(new Path(root, file));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  public Path path(String file) {
    return new Path(root, file);
  }

  public InputStream open(String file) throws IOException {
    return StoredFiles.open(new Path(root, file), files.getConf(), LARGEST);
  }

  OutputStream create(String file) throws IOException {
    return files.create(new Path(root, file), true);
  }

  /** Gives a file its name, when it is whole. */
  void rename(String from, String to) throws IOException {
    if (!files.rename(new Path(root, from), new Path(root, to))) {
      throw new IOException("renaming failed");
    }
  }

  void delete(String name) {
    storage.delete(FOLDER + name);
  }

  /** Writes a new small file in one step. */
  void put(String file, Object value) {
    try {
      storage.replace(FOLDER + file, JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a record of ours
    }
  }

  /**
   * @throws UserException (input) if the file is no JSON of that form
   */
  <T> Optional<T> get(String file, Class<T> type) {
    return storage.read(FOLDER + file).map(bytes -> parsed(file, bytes, type));
  }

  private <T> T parsed(String file, byte[] bytes, Class<T> type) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw UserException.input(
          "batches: %s is damaged; restore it from a copy, and keep its folder: what it names may be paid for"
              .formatted(path(file)));
    }
  }

  UserException unreachable(IOException e) {
    return new UserException(
        UserException.Kind.UNAVAILABLE,
        "the batches in %s cannot be read or written (%s)"
            .formatted(root, e.getClass().getSimpleName()),
        e);
  }
}
