package io.shoken.ingest;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.ingest.csv.DamagedFileException;
import io.shoken.ingest.csv.Encoding;
import io.shoken.ingest.csv.Gunzip;
import io.shoken.ingest.csv.Utf8Stream;
import io.shoken.warehouse.StoredFiles;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Input files on any Hadoop file system, as streams of UTF-8 bytes. */
final class SourceFiles {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** A terabyte: no table of reports comes near it. */
  private static final long LARGEST = 1L << 40;

  private static final char MARK = '\ufeff';

  private SourceFiles() {}

  /**
   * Opens a file's text as UTF-8: unzipped where it begins as gzip does, whatever its name, and
   * without a byte order mark.
   *
   * @throws DamagedFileException here or while reading, if the gzip is cut or broken
   */
  @SuppressWarnings("MustBeClosed") // the caller closes what it gets
  static InputStream open(String file, Encoding wanted, Configuration hadoop) throws IOException {
    InputStream stored = StoredFiles.open(StoredFiles.path(file), hadoop, LARGEST);
    try {
      BufferedInputStream raw = new BufferedInputStream(stored);
      BufferedInputStream text =
          startsWith(raw, GZIP) ? new BufferedInputStream(new Gunzip(raw)) : raw;
      Encoding encoding = wanted.of(start(text, 4));
      byte[] mark = String.valueOf(MARK).getBytes(encoding.charset());
      boolean marked = encoding != Encoding.CP932 && startsWith(text, mark);
      text.skipNBytes(marked ? mark.length : 0);
      boolean utf8 = encoding.charset().equals(StandardCharsets.UTF_8);
      return utf8 ? text : new Utf8Stream(text, encoding.charset());
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** SHA-256 of the file as it is stored, without holding it in memory. */
  static String hash(String file, Configuration hadoop) {
    try (InputStream in = StoredFiles.open(StoredFiles.path(file), hadoop, LARGEST)) {
      return Hashes.ofStream(in);
    } catch (IOException e) {
      throw unreachable(file, e);
    }
  }

  /**
   * Checks that the file is there and is a file.
   *
   * @throws UserException (input) if not; (unavailable) if its file system cannot be reached
   */
  static void check(String file, String option, Configuration hadoop) {
    try {
      Path path = StoredFiles.path(file);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      FileStatus status = fileSystem.getFileStatus(path);
      if (status.isDirectory()) {
        throw UserException.input(file + " is a folder; give the files in it to " + option);
      }
      StoredFiles.requireText(path, hadoop, LARGEST);
    } catch (FileNotFoundException e) {
      throw UserException.input("there is no file " + file + "; check " + option);
    } catch (IllegalArgumentException | UnsupportedFileSystemException e) {
      throw UserException.input(
          file + " is no path or URI that can be read (" + e.getMessage() + "); check " + option);
    } catch (IOException e) {
      throw unreachable(file, e);
    }
  }

  /** The file as a URI with scheme and absolute path, as it is from this working folder. */
  static String located(String file, Configuration hadoop) {
    try {
      Path path = StoredFiles.path(file);
      return path.getFileSystem(hadoop).makeQualified(path).toString();
    } catch (IOException e) {
      throw unreachable(file, e);
    }
  }

  static UserException unreachable(String file, IOException e) {
    return new UserException(
        UserException.Kind.UNAVAILABLE,
        file + " cannot be read (" + e.getMessage() + "); check the file system and your rights",
        e);
  }

  /** The last part of a path, without the ending of gzip. */
  static String nameOf(String file) {
    return StoredFiles.path(file).getName().replaceFirst("\\.gz$", "");
  }

  private static boolean startsWith(BufferedInputStream in, byte[] prefix) throws IOException {
    return Arrays.equals(start(in, prefix.length), prefix);
  }

  private static byte[] start(BufferedInputStream in, int length) throws IOException {
    in.mark(length);
    byte[] start = in.readNBytes(length);
    in.reset();
    return start;
  }
}
