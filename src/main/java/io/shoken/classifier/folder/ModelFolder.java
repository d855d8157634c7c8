package io.shoken.classifier.folder;

import io.shoken.core.Folders;
import io.shoken.core.Hashes;
import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A model folder, local or at a Hadoop URI. It appears whole: it is written under another name and
 * renamed at the end, so that a run killed at any time leaves nothing that looks like a model.
 */
public final class ModelFolder {
  /** The file that says what a folder is. */
  public static final String CARD = "shoken.json";

  /** The file with the hash of every training text, one a line after the header. */
  public static final String TRAINING_TEXTS = "training_texts.tsv";

  private static final long LARGEST_CARD = 1 << 20;

  /** A BERT of 24 layers has 1.3 GB; a baseline has some 100 files. */
  private static final long MOST_BYTES = 16L << 30;

  private static final int MOST_FILES = 10_000;

  private final Path path;
  private final FileSystem files;

  /** The folder of that name, which need not exist. A path without a scheme is Hadoop's default. */
  public ModelFolder(String folder, Configuration configuration) {
    Path given = new Path(folder);
    try {
      this.files = given.getFileSystem(configuration);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE, "the file system of " + folder + " cannot be reached", e);
    }
    this.path = files.makeQualified(given);
  }

  /** What a model writes of its own into its folder. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the files.
     *
     * @param local an empty folder of this process; its files go to the model folder
     * @param target the folder's address while it is written, for what Spark writes itself
     */
    void write(java.nio.file.Path local, String target) throws IOException;
  }

  public boolean exists() {
    return call(() -> files.exists(path));
  }

  /** The card, or empty if there is none. */
  public Optional<ModelCard> card() {
    return text(CARD).map(json -> ModelCard.parse(child(CARD), json));
  }

  /**
   * The content of a small file in it, or empty if there is none.
   *
   * @throws UserException (INPUT) if it is larger than 1 MiB
   */
  public Optional<String> text(String name) {
    Path file = new Path(path, name);
    return call(
        () -> {
          if (!files.exists(file)) {
            return Optional.empty();
          }
          try (InputStream in = files.open(new Path(file(name, LARGEST_CARD)))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
  }

  /**
   * Writes the folder; a model that was there is replaced.
   *
   * @throws UserException (USAGE) if something else than a model is there
   */
  public void write(ModelCard card, Content content) {
    write(
        (local, target) -> {
          content.write(local, target);
          java.nio.file.Files.writeString(local.resolve(CARD), card.toJson());
        });
  }

  /**
   * Writes the folder of a model that brings its own {@link #CARD}; a model that was there is
   * replaced.
   *
   * @throws UserException (USAGE) if something else than a model is there
   */
  public void write(Content content) {
    refuseOtherContent();
    Path unfinished = path.suffix(".unfinished");
    Path replaced = path.suffix(".replaced");
    call(
        () -> {
          files.delete(unfinished, true);
          files.mkdirs(unfinished);
          java.nio.file.Path local = java.nio.file.Files.createTempDirectory("shoken-model");
          try {
            content.write(local, unfinished.toString());
            copyInto(local, unfinished);
          } finally {
            Folders.delete(local);
          }
          files.delete(replaced, true);
          if (files.exists(path)) {
            files.rename(path, replaced);
          }
          if (!files.rename(unfinished, path)) {
            throw new IOException("cannot rename " + unfinished + " to " + path);
          }
          return files.delete(replaced, true);
        });
  }

  /**
   * Refuses a folder that must not be written.
   *
   * @throws UserException (USAGE) if something else than a model is there
   */
  public void refuseOtherContent() {
    boolean other =
        call(
            () ->
                files.exists(path)
                    && !files.exists(new Path(path, CARD))
                    && files.listStatus(path).length > 0);
    if (other) {
      throw UserException.usage(
          path + " exists and is no model folder; choose another --out or empty it");
    }
  }

  private void copyInto(java.nio.file.Path local, Path target) throws IOException {
    // Checksum files beside a local copy would make a folder that people share untidy.
    files.setWriteChecksum(false);
    try (var names = java.nio.file.Files.list(local)) {
      for (java.nio.file.Path file : names.sorted().toList()) {
        files.copyFromLocalFile(false, true, new Path(file.toUri()), target);
      }
    }
  }

  /**
   * The model as a folder of this process: itself where it is local, else a copy, which is deleted
   * when the process ends.
   *
   * @throws UserException (INPUT) if it is missing
   */
  public java.nio.file.Path local() {
    if (!exists()) {
      throw UserException.input(path + " does not exist; expected a model folder");
    }
    if (isLocal()) {
      return java.nio.file.Path.of(path.toUri().getPath());
    }
    return call(
        () -> {
          java.nio.file.Path copy = java.nio.file.Files.createTempDirectory("shoken-model");
          copy.toFile().deleteOnExit();
          for (FileStatus file : files.listStatus(path)) {
            if (file.isFile()) {
              java.nio.file.Path target = copy.resolve(file.getPath().getName());
              target.toFile().deleteOnExit();
              files.copyToLocalFile(false, file.getPath(), new Path(target.toUri()), true);
            }
          }
          return copy;
        });
  }

  /**
   * The address of a file in it.
   *
   * @throws UserException (INPUT) if it is no file, or has more bytes
   */
  public String file(String name, long mostBytes) {
    Path file = new Path(path, name);
    if (isLocal()) {
      PlainFiles.require(java.nio.file.Path.of(file.toUri().getPath()), mostBytes);
    } else if (call(() -> files.getFileStatus(file).getLen()) > mostBytes) {
      throw UserException.input(file + " has over " + mostBytes + " bytes");
    }
    return file.toString();
  }

  private boolean isLocal() {
    return path.toUri().getScheme().equals("file");
  }

  /** The address of a file or folder in it. */
  public String child(String name) {
    return new Path(path, name).toString();
  }

  /** The names of the files in a folder of it; empty if there is no such folder. */
  public List<String> names(String sub) {
    Path there = new Path(path, sub);
    return call(
        () -> {
          List<String> names = new ArrayList<>();
          if (files.exists(there)) {
            for (FileStatus file : files.listStatus(there)) {
              if (file.isFile()) {
                names.add(file.getPath().getName());
              }
            }
          }
          return names;
        });
  }

  /** Whether it holds a file or folder of that name. */
  public boolean has(String name) {
    return call(() -> files.exists(new Path(path, name)));
  }

  /**
   * SHA-256 over names and bytes of all its files but the README and hidden ones.
   *
   * @throws UserException (INPUT) if it holds what cannot be read in bounded time, see {@link
   *     PlainFiles}
   */
  public String contentHash() {
    if (isLocal()) {
      PlainFiles.requireFolder(
          java.nio.file.Path.of(path.toUri().getPath()), MOST_FILES, MOST_BYTES);
    }
    return call(
        () -> {
          List<String> parts = new ArrayList<>();
          List<Path> all = new ArrayList<>();
          RemoteIterator<LocatedFileStatus> found = files.listFiles(path, true);
          while (found.hasNext()) {
            all.add(found.next().getPath());
          }
          all.sort(Comparator.comparing(Path::toString));
          for (Path file : all) {
            if (!file.getName().startsWith(".") && !file.getName().equals("README.md")) {
              parts.add(path.toUri().relativize(file.toUri()).getPath());
              parts.add(hash(file));
            }
          }
          return Hashes.ofParts(parts.toArray(new String[0]));
        });
  }

  private String hash(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Hashes.ofStream(in);
    }
  }

  @FunctionalInterface
  private interface Io<T> {
    T get() throws IOException;
  }

  private static <T> T call(Io<T> io) {
    try {
      return io.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
