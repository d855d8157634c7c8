package io.shoken.classifier.folder;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;

/**
 * A model folder of the driver's machine, as it reaches the executors: on one machine as it is, on
 * a cluster through Spark's own file server, once for each executor.
 *
 * @param hash of its content
 * @param folder on the driver's machine
 * @param sent names of the files that were sent; empty where the folder itself is read
 */
public record ModelFiles(String hash, String folder, List<String> sent) implements Serializable {
  private static final Set<String> ENDINGS = Set.of("json", "txt", "safetensors", "bin");
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();

  /** Makes the folder reachable for the tasks of that application. */
  public static ModelFiles share(SparkContext context, Path folder, String hash) {
    if (context.isLocal()) {
      return new ModelFiles(hash, folder.toString(), List.of());
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> needed = files.filter(ModelFiles::isOfAModel).sorted().toList();
      if (SENT.add(context.applicationId() + hash)) {
        send(context, needed, hash);
      }
      return new ModelFiles(
          hash,
          folder.toString(),
          needed.stream().map(file -> file.getFileName().toString()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfAModel(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Spark tells files apart by name alone, and follows symbolic links, so each gets a hard link or
   * a copy whose name holds the model's hash.
   */
  private static void send(SparkContext context, List<Path> files, String hash) throws IOException {
    Path links = Files.createTempDirectory("shoken-model");
    links.toFile().deleteOnExit();
    for (Path file : files) {
      Path link = links.resolve(sentName(hash, file.getFileName().toString()));
      linkOrCopy(link, file);
      link.toFile().deleteOnExit();
      context.addFile(link.toString());
    }
  }

  private static void linkOrCopy(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (FileAlreadyExistsException e) {
      // Another task of this process was first.
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, link); // on another disk
    }
  }

  private static String sentName(String hash, String name) {
    return hash.substring(0, 16) + "-" + name;
  }

  /** The folder as this process can read it. */
  public Path here() {
    if (sent.isEmpty()) {
      return Path.of(folder);
    }
    synchronized (SENT) {
      return linked();
    }
  }

  private Path linked() {
    Path root = Path.of(SparkFiles.getRootDirectory()).toAbsolutePath().normalize();
    Path here = root.resolve("shoken-" + hash.substring(0, 16));
    try {
      Files.createDirectories(here);
      for (String name : sent) {
        Path file = here.resolve(name);
        if (!Files.exists(file)) {
          linkOrCopy(file, root.resolve(sentName(hash, name)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return here;
  }
}
