package io.shoken.warehouse;

import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files on any Hadoop file system, with the guards of {@link PlainFiles} on those of this machine.
 * Local files are opened without Hadoop, whose check sums refuse a name with a colon.
 */
public final class StoredFiles {
  private static final Pattern GLOB = Pattern.compile("[\\\\{}\\[\\]*?^]");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private StoredFiles() {}

  /**
   * The path that a user means: a name with a colon, such as {@code reports_10:00.csv}, is no URI
   * where it cannot be one or where there is such a file.
   *
   * @throws IllegalArgumentException if it is no path
   */
  public static Path path(String given) {
    int colon = given.indexOf(':');
    int slash = given.indexOf('/');
    boolean likeScheme = colon >= 0 && (slash < 0 || colon < slash);
    if (likeScheme && (!SCHEME.matcher(given).matches() || Files.exists(local(given)))) {
      return new Path(local(given).toAbsolutePath().toUri());
    }
    return new Path(given);
  }

  private static java.nio.file.Path local(String given) {
    return java.nio.file.Path.of(given);
  }

  /** The path as a pattern that Spark's readers match with that path alone. */
  public static String literal(Path path) {
    return GLOB.matcher(path.toString()).replaceAll("\\\\$0");
  }

  /**
   * Opens a file of at most that many bytes.
   *
   * @throws FileNotFoundException if there is none
   * @throws UserException (INPUT) if it is no plain file or larger
   */
  @SuppressWarnings("MustBeClosed") // the caller closes what it gets
  public static InputStream open(Path path, Configuration hadoop, long mostBytes)
      throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (isLocal(path, files)) {
      java.nio.file.Path local = localOf(path, files);
      if (!Files.exists(local) && !Files.isSymbolicLink(local)) {
        throw new FileNotFoundException(local.toString());
      }
      return PlainFiles.open(local, mostBytes);
    }
    requireFile(path, files.getFileStatus(path), mostBytes);
    return files.open(path);
  }

  /**
   * Requires a file of text that can be read in bounded time, see {@link PlainFiles#refuseHoles}.
   *
   * @throws UserException (INPUT) if it is something else
   */
  public static void requireText(Path path, Configuration hadoop, long mostBytes)
      throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (isLocal(path, files)) {
      PlainFiles.refuseHoles(PlainFiles.require(localOf(path, files), mostBytes));
    } else {
      requireFile(path, files.getFileStatus(path), mostBytes);
    }
  }

  /**
   * Requires that a folder of this machine can be read in bounded time; on other file systems there
   * are only files and folders.
   */
  static void requireFolder(Path folder, FileSystem files, int mostFiles, long mostBytes) {
    if (isLocal(folder, files)) {
      PlainFiles.requireFolder(localOf(folder, files), mostFiles, mostBytes);
    }
  }

  private static void requireFile(Path path, FileStatus status, long mostBytes) {
    if (!status.isFile()) {
      throw UserException.input(path + " is a folder; put a file in its place");
    }
    if (status.getLen() > mostBytes) {
      throw UserException.input(
          path + " has " + status.getLen() + " bytes; at most " + mostBytes + " are read");
    }
  }

  private static boolean isLocal(Path path, FileSystem files) {
    return "file".equals(files.makeQualified(path).toUri().getScheme());
  }

  private static java.nio.file.Path localOf(Path path, FileSystem files) {
    return java.nio.file.Path.of(files.makeQualified(path).toUri().getPath());
  }
}
