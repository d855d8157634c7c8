package io.shoken.publish;

import io.shoken.core.Hashes;
import io.shoken.core.PlainFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code SHA256SUMS}: the hash of every other file, as {@code sha256sum -c} reads it. */
final class Checksums {
  static final String FILE = "SHA256SUMS";
  private static final long LARGEST = 1 << 20;

  private Checksums() {}

  /** Writes the list of a folder's files. */
  static void write(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(of(file)).append("  ").append(folder.relativize(file)).append('\n');
    }
    Files.writeString(folder.resolve(FILE), lines);
  }

  /** The hash of each file by its name, as the list has it; empty where there is no list. */
  static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    Path list = folder.resolve(FILE);
    if (Files.isRegularFile(list) && Files.size(list) <= LARGEST) {
      for (String line : Files.readAllLines(list)) {
        if (line.matches("[0-9a-f]{64}  .+")) {
          hashes.put(line.substring(66), line.substring(0, 64));
        }
      }
    }
    return hashes;
  }

  /** SHA-256 of a file in lower-case hex. */
  static String of(Path file) throws IOException {
    try (InputStream in = PlainFiles.open(file, Long.MAX_VALUE)) {
      return Hashes.ofStream(in);
    }
  }
}
