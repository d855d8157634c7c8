package io.shoken.ingest;

import io.shoken.core.Hashes;
import io.shoken.core.UserException;
import io.shoken.ingest.csv.DamagedFileException;
import io.shoken.ingest.csv.Gunzip;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Input files on any Hadoop file system, as streams of UTF-8 bytes. */
final class SourceFiles {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] UTF8_BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF16_LE_BOM = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF16_BE_BOM = {(byte) 0xfe, (byte) 0xff};

  private SourceFiles() {}

  /**
   * Opens a file's text: unzipped where it begins as gzip does, whatever its name, and without a
   * byte order mark.
   *
   * @throws DamagedFileException here or while reading, if the gzip is cut or broken, or the text
   *     is UTF-16
   */
  @SuppressWarnings("MustBeClosed") // the caller closes what it gets
  static InputStream open(String file, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    InputStream stored = path.getFileSystem(hadoop).open(path);
    try {
      BufferedInputStream raw = new BufferedInputStream(stored);
      BufferedInputStream text =
          startsWith(raw, GZIP) ? new BufferedInputStream(new Gunzip(raw)) : raw;
      if (startsWith(text, UTF8_BOM)) {
        text.skipNBytes(UTF8_BOM.length);
      } else if (startsWith(text, UTF16_LE_BOM) || startsWith(text, UTF16_BE_BOM)) {
        throw new DamagedFileException("it is UTF-16; save it as UTF-8");
      }
      return text;
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** SHA-256 of the file as it is stored, without holding it in memory. */
  static String hash(String file, Configuration hadoop) {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
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
      Path path = new Path(file);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      FileStatus status = fileSystem.getFileStatus(path);
      if (status.isDirectory()) {
        throw UserException.input(file + " is a folder; give the files in it to " + option);
      }
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
      Path path = new Path(file);
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
    return new Path(file).getName().replaceFirst("\\.gz$", "");
  }

  private static boolean startsWith(BufferedInputStream in, byte[] prefix) throws IOException {
    in.mark(prefix.length);
    byte[] start = in.readNBytes(prefix.length);
    in.reset();
    return Arrays.equals(start, prefix);
  }
}
