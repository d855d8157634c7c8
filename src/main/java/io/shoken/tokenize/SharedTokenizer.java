package io.shoken.tokenize;

import io.shoken.core.PlainFiles;
import io.shoken.core.Shared;
import io.shoken.core.UserException;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A tokenizer's files, read on the driver and sent to executors, where all tasks of a JVM share one
 * tokenizer made of them.
 */
final class SharedTokenizer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long LARGEST_FILE = 64 << 20;

  /** By signature; nothing native hangs on one, so that none is closed. */
  private static final Shared<String, JapaneseBertTokenizer> OPENED =
      new Shared<>(Shared.Idle.KEEP, tokenizer -> {});

  private final String folder;
  private final Map<String, byte[]> files;
  private final String signature;

  private SharedTokenizer(String folder, Map<String, byte[]> files) {
    this.folder = folder;
    this.files = Map.copyOf(files);
    this.signature = JapaneseBertTokenizer.of(folder, files).signature();
  }

  /**
   * @throws UserException if the folder holds no tokenizer that is supported
   */
  static SharedTokenizer read(String folder, Configuration hadoop) {
    Map<String, byte[]> files = new HashMap<>();
    try {
      for (String name : JapaneseBertTokenizer.fileNames()) {
        Path file = new Path(folder, name);
        FileSystem system = file.getFileSystem(hadoop);
        if (system.exists(file)) {
          requireSmall(system.makeQualified(file), system);
          try (FSDataInputStream in = system.open(file)) {
            files.put(name, in.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "cannot read the tokenizer in " + folder + ": " + e.getMessage(),
          e);
    }
    return new SharedTokenizer(folder, files);
  }

  private static void requireSmall(Path file, FileSystem system) throws IOException {
    if (file.toUri().getScheme().equals("file")) {
      PlainFiles.require(java.nio.file.Path.of(file.toUri().getPath()), LARGEST_FILE);
    } else if (system.getFileStatus(file).getLen() > LARGEST_FILE) {
      throw UserException.input(file + " has over " + LARGEST_FILE + " bytes");
    }
  }

  String signature() {
    return signature;
  }

  JapaneseBertTokenizer get() {
    try (var lease = OPENED.take(signature, s -> JapaneseBertTokenizer.of(folder, files))) {
      return lease.value();
    }
  }
}
