package io.shoken.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.core.Folders;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a publication. It is written under another name beside its place and renamed at the
 * end; an older publication there is replaced, anything else is refused and left as it is.
 */
final class PublishedFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_PROVENANCE = 16 << 20;

  private PublishedFolder() {}

  /** Writes the files of a publication and tells something about them. */
  @FunctionalInterface
  interface Content<T> {
    T write(Path folder) throws IOException;
  }

  /** Whether the folder is a publication of inputs with that hash. */
  static boolean holds(Path folder, String inputsHash) {
    Path file = folder.resolve(Provenance.FILE);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_PROVENANCE) {
        return false;
      }
      JsonNode provenance = JSON.readTree(file.toFile());
      return provenance.path("inputs_hash").asText().equals(inputsHash)
          && foreignFile(folder).isEmpty();
    } catch (IOException e) {
      return false; // damaged: it is written again, if every file in it is its own
    }
  }

  /**
   * Writes the folder.
   *
   * @throws UserException (usage) if the folder holds files that no publication wrote
   */
  static <T> T write(Path folder, Content<T> content) throws IOException {
    if (Files.exists(folder)) {
      String foreign = foreignFile(folder);
      if (!foreign.isEmpty()) {
        throw UserException.usage(
            folder
                + " holds files that publish did not write; choose another --out, or move them"
                + " away");
      }
    }
    Files.createDirectories(folder.getParent());
    Path unfinished = Files.createTempDirectory(folder.getParent(), ".shoken-publish");
    try {
      Path files = Files.createDirectory(unfinished.resolve("new"));
      T told = content.write(files);
      Checksums.write(files);
      if (Files.exists(folder)) {
        Files.move(folder, unfinished.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(files, folder, StandardCopyOption.ATOMIC_MOVE);
      return told;
    } finally {
      Folders.delete(unfinished);
    }
  }

  /** The first file that the folder's list of checksums does not name, or an empty text. */
  private static String foreignFile(Path folder) throws IOException {
    Set<String> own = new TreeSet<>(Set.of(Checksums.FILE));
    own.addAll(Checksums.read(folder).keySet());
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path))
          .map(path -> folder.relativize(path).toString())
          .filter(name -> !own.contains(name))
          .sorted()
          .limit(1)
          .collect(Collectors.joining());
    }
  }
}
