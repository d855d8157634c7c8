package io.shoken.warehouse;

import io.shoken.core.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** The few file operations that the warehouse needs, on any Hadoop file system. Thread-safe. */
public final class Storage {
  private static final long MOST_BYTES = 64L << 20;

  private final Path root;
  private final Configuration hadoop;
  private final FileSystem fileSystem;

  Storage(String uri, Configuration hadoop) {
    this.hadoop = hadoop;
    try {
      Path path = StoredFiles.path(uri);
      this.fileSystem = path.getFileSystem(hadoop);
      this.root = fileSystem.makeQualified(path);
      fileSystem.setWriteChecksum(false);
      fileSystem.mkdirs(root);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          "the warehouse "
              + uri
              + " cannot be opened ("
              + e.getMessage()
              + "); check --warehouse and your rights there",
          e);
    }
  }

  /** A place below the root; the root itself for the empty name. */
  public Path path(String relative) {
    return relative.isEmpty() ? root : new Path(root, relative);
  }

  Path root() {
    return root;
  }

  /** The names below a folder, or none where the folder is missing. */
  public List<String> list(String folder) {
    try {
      List<String> names = new ArrayList<>();
      for (FileStatus status : fileSystem.listStatus(path(folder))) {
        if (status.getPath().equals(path(folder))) {
          throw UserException.input(
              path(folder) + " is no folder; the warehouse keeps a folder in its place");
        }
        names.add(status.getPath().getName());
      }
      return names;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * A small file of ours, or empty where there is none.
   *
   * @throws UserException (INPUT) if it is no plain file or over 64 MiB; (UNAVAILABLE) if it cannot
   *     be read
   */
  public Optional<byte[]> read(String file) {
    try (InputStream in = StoredFiles.open(path(file), hadoop, MOST_BYTES)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Writes a new file in one step: nobody sees a part of it. False if it is there already. */
  boolean putIfAbsent(String file, byte[] content) {
    try {
      if (isObjectStore()) {
        return create(path(file), content); // an object shows when it is closed, whole
      }
      Path part = writePart(file, content);
      boolean renamed = !fileSystem.exists(path(file)) && fileSystem.rename(part, path(file));
      if (!renamed) {
        fileSystem.delete(part, false);
      }
      return renamed;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Creates the file and fails if it is there: the one operation that excludes other writers. */
  boolean createExclusively(String file, byte[] content) {
    try {
      return create(path(file), content);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Replaces a file in one step. */
  public void replace(String file, byte[] content) {
    try {
      if (isObjectStore()) {
        try (FSDataOutputStream out = fileSystem.create(path(file), true)) {
          out.write(content);
        }
        return;
      }
      FileContext.getFileContext(root.toUri(), hadoop)
          .rename(writePart(file, content), path(file), Options.Rename.OVERWRITE);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** When a file was written last, or empty where it is missing. */
  Optional<Instant> modifiedAt(String file) {
    try {
      return Optional.of(
          Instant.ofEpochMilli(fileSystem.getFileStatus(path(file)).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Whether there is something of that name that is no folder. */
  boolean isFile(String file) {
    try {
      return fileSystem.getFileStatus(path(file)).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Removes a folder that has nothing in it. */
  void deleteIfEmpty(String folder) {
    if (list(folder).isEmpty()) {
      delete(folder);
    }
  }

  /** Deletes a file, or a folder with all that it holds. */
  public void delete(String relative) {
    try {
      fileSystem.delete(path(relative), true);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private UserException unreachable(IOException e) {
    return new UserException(
        UserException.Kind.UNAVAILABLE,
        "the warehouse " + root + " cannot be read or written (" + e.getMessage() + ")",
        e);
  }

  private boolean isObjectStore() throws IOException {
    return fileSystem.hasPathCapability(root, CommonPathCapabilities.FS_MULTIPART_UPLOADER)
        && !(fileSystem instanceof LocalFileSystem)
        && !"hdfs".equals(fileSystem.getScheme());
  }

  private Path writePart(String file, byte[] content) throws IOException {
    Path target = path(file);
    Path part = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    try (FSDataOutputStream out = fileSystem.create(part, false)) {
      out.write(content);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    }
    return part;
  }

  private boolean create(Path file, byte[] content) throws IOException {
    try (FSDataOutputStream out = fileSystem.create(file, false)) {
      out.write(content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      if (fileSystem.exists(file)) { // the local file system throws a plain IOException here
        return false;
      }
      throw e;
    }
  }
}
