package io.shoken.llm.journal;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import io.shoken.core.UserException;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.StoredFiles;
import io.shoken.warehouse.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * All journals of a table, of this run and of runs that died: {@code
 * <warehouse>/<folder>/<run>/*.jsonl}. They hold paid rows until a committed run holds them in the
 * table.
 */
public final class Journals {

  static final String EXTENSION = ".jsonl";

  /** Next to the journals of a run: the texts that its tasks still have to ask for. */
  private static final String TEXTS = "texts";

  private static final long LARGEST = 64L << 30;

  private final Warehouse warehouse;
  private final JournalTable table;
  private final Path root;

  public Journals(Warehouse warehouse, JournalTable table) {
    this.warehouse = warehouse;
    this.table = table;
    this.root = new Path(warehouse.uri(), table.folder());
  }

  /** Where the tasks of a job of that run keep theirs. */
  public JournalFolder folder(Run run, String job) {
    return new JournalFolder(
        new Path(root, run.id()).toString(),
        job,
        table,
        new SerializableConfiguration(warehouse.spark().sparkContext().hadoopConfiguration()));
  }

  /** Where the texts of that run lie while they are asked for, below the warehouse. */
  public String texts(Run run) {
    return table.folder() + "/" + run.id() + "/" + TEXTS;
  }

  /** The files that there are now. */
  public List<FileStatus> files() {
    List<FileStatus> files = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = fileSystem().listFiles(root, true);
      while (all.hasNext()) {
        FileStatus file = all.next();
        if (file.getPath().getName().endsWith(EXTENSION)) {
          StoredFiles.requireText(file.getPath(), hadoop(), LARGEST);
          files.add(file);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw unreachable(e);
    }
    return files;
  }

  /** Whether there is nothing to take over. */
  public boolean isEmpty(List<FileStatus> files) {
    return files.isEmpty() && !warehouse.hasLost(table.table());
  }

  /** Paid rows of runs whose manifest was lost, or that died just before they wrote it. */
  private Dataset<Row> lost() {
    return warehouse
        .readLost(table.table())
        .where(col(table.key()).isNotNull().and(expr(table.paid())));
  }

  private Dataset<Row> lines(List<FileStatus> files) {
    StructType schema = table.schema();
    if (files.isEmpty()) {
      return warehouse.spark().createDataFrame(List.of(), schema);
    }
    FlatMapFunction<String, Row> read = line -> JournalLine.read(line, schema).stream().iterator();
    return warehouse
        .spark()
        .read()
        .textFile(files.stream().map(f -> StoredFiles.literal(f.getPath())).toArray(String[]::new))
        .flatMap(read, Encoders.row(schema))
        .where(col(table.key()).isNotNull().and(col(JournalTable.CREATED_AT).isNotNull()));
  }

  /**
   * The rows of these files and of lost runs that no committed run holds, one for each key: a
   * success rather than a failure, else the newest. Incomplete lines are left out: they were being
   * written when their run died.
   */
  public Dataset<Row> rows(List<FileStatus> files) {
    Dataset<Row> rows = lost().unionByName(lines(files));
    String[] identity = {table.key(), JournalTable.CREATED_AT};
    Dataset<Row> committed =
        warehouse.read(table.table()).select(table.key(), JournalTable.CREATED_AT);
    return rows.join(committed, identity, "left_anti")
        .withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy(table.key())
                        .orderBy(
                            expr(table.success()).desc(), col(JournalTable.CREATED_AT).desc())))
        .where(col("place").equalTo(1))
        .drop("place");
  }

  /** Removes files and lost runs whose rows are committed. */
  public void remove(List<FileStatus> files) {
    delete(files);
    warehouse.removeLost(table.table());
  }

  /**
   * Removes files whose rows are committed. One that has grown since it was listed is left: an
   * executor of a dead run is still ending its calls.
   */
  private void delete(List<FileStatus> files) {
    try {
      FileSystem fileSystem = fileSystem();
      for (FileStatus file : files) {
        if (fileSystem.getFileStatus(file.getPath()).getLen() == file.getLen()) {
          fileSystem.delete(file.getPath(), false);
        }
      }
      for (FileStatus folder : fileSystem.listStatus(root)) {
        fileSystem.delete(new Path(folder.getPath(), TEXTS), true); // of a run that was killed
        deleteIfEmpty(fileSystem, folder.getPath());
      }
      deleteIfEmpty(fileSystem, root);
    } catch (FileNotFoundException e) {
      // Another process has removed them: nothing is left to do.
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static void deleteIfEmpty(FileSystem fileSystem, Path folder) throws IOException {
    if (fileSystem.listStatus(folder).length == 0) {
      fileSystem.delete(folder, false);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return root.getFileSystem(hadoop());
  }

  private Configuration hadoop() {
    return warehouse.spark().sparkContext().hadoopConfiguration();
  }

  private UserException unreachable(IOException e) {
    return new UserException(
        UserException.Kind.UNAVAILABLE,
        "the journals in %s cannot be listed or removed (%s)"
            .formatted(root, e.getClass().getSimpleName()),
        e);
  }
}
