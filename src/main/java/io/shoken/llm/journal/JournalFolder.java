package io.shoken.llm.journal;

import io.shoken.warehouse.StoredFiles;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder in which the tasks of one job keep their journals; Spark ships it to them.
 *
 * @param uri the folder
 * @param job an id that no other job has
 */
public record JournalFolder(
    String uri, String job, JournalTable table, SerializableConfiguration hadoop)
    implements Serializable {

  /** A new journal of that attempt of a task. */
  public Journal open(TaskContext task) {
    String name = ofTask(task) + "a" + task.taskAttemptId();
    return new Journal(files(), path(), name, table.schema(), System::nanoTime);
  }

  /** The keys of what other attempts of that task have kept. */
  public Set<String> keysOfOtherAttempts(TaskContext task) {
    Set<String> keys = new HashSet<>();
    if (task.attemptNumber() == 0 && task.stageAttemptNumber() == 0) {
      return keys;
    }
    try {
      for (FileStatus file : files().listStatus(path())) {
        if (file.getPath().getName().startsWith(ofTask(task))) {
          addKeys(file.getPath(), keys);
        }
      }
    } catch (FileNotFoundException e) {
      return keys; // no task has written anything
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  private void addKeys(Path file, Set<String> keys) throws IOException {
    int key = table.schema().fieldIndex(table.key());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                StoredFiles.open(file, hadoop.value(), Long.MAX_VALUE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JournalLine.read(line, table.schema()).ifPresent(row -> keys.add(row.getString(key)));
      }
    }
  }

  private String ofTask(TaskContext task) {
    return job + "-p" + task.partitionId() + "-";
  }

  private Path path() {
    return new Path(uri);
  }

  /** Hadoop's own check sum files would be written without syncing; each line has its own sum. */
  private FileSystem files() {
    try {
      FileSystem files = path().getFileSystem(hadoop.value());
      files.setWriteChecksum(false);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
