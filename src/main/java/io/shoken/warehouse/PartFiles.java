package io.shoken.warehouse;

import io.shoken.core.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Checks the Parquet files of one run in one table before Spark reads them: by their footers, which
 * say how many rows there are. A file that was cut off has no footer; one that is missing shows in
 * the sum.
 */
final class PartFiles {
  private static final int MOST_FILES = 100_000;
  private static final long MOST_BYTES = 1L << 44;
  private static final String REMEDY =
      "restore the folder from a copy, or move the run's manifest away: its rows then count as not"
          + " made";

  private final Path folder;
  private final Configuration hadoop;

  PartFiles(Path folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /**
   * Requires that all files can be read.
   *
   * @param rows that they must hold together; empty where that is not known
   * @throws UserException (INPUT) naming what is damaged or missing
   */
  void require(OptionalLong rows) {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      files.getFileStatus(folder);
      StoredFiles.requireFolder(folder, files, MOST_FILES, MOST_BYTES);
      long seen = 0;
      for (FileStatus file : files.listStatus(folder)) {
        String name = file.getPath().getName();
        if (!name.startsWith("_") && !name.startsWith(".")) {
          seen += rowsOf(file);
        }
      }
      if (rows.isPresent() && rows.getAsLong() != seen) {
        throw UserException.input(
            "%s holds %d rows, and the run's manifest says %d: a file is missing or was changed; %s"
                .formatted(folder, seen, rows.getAsLong(), REMEDY));
      }
    } catch (FileNotFoundException e) {
      throw UserException.input(folder + " is missing; " + REMEDY);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          folder + " cannot be read (" + e.getClass().getSimpleName() + ")",
          e);
    }
  }

  private long rowsOf(FileStatus file) throws IOException {
    if (!file.isFile()) {
      throw UserException.input(file.getPath() + " is a folder among Parquet files; move it away");
    }
    // A footer that lies about lengths makes the reader throw about anything.
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      return reader.getRecordCount();
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s is no Parquet file, or is damaged or cut off (%s); %s"
              .formatted(file.getPath(), e.getClass().getSimpleName(), REMEDY),
          e);
    }
  }
}
