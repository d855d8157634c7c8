package io.shoken.compose;

import io.shoken.core.Hashes;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the sentence memory: each distinct English sentence once, a tab, its Japanese, in the
 * order in which they first occur. It keeps 64 bits of hash instead of each sentence: half a
 * million sentences take about 30 MB, and two of them share a hash in one of 10^8 corpora.
 */
final class MemoryFile implements Closeable {

  private final BufferedWriter writer;
  private final Set<Long> written = new HashSet<>();

  MemoryFile(Path file) throws IOException {
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  void add(Sentence sentence) throws IOException {
    byte[] bytes = sentence.english().getBytes(StandardCharsets.UTF_8);
    if (written.add(ByteBuffer.wrap(Hashes.sha256().digest(bytes)).getLong())) {
      writer.write(sentence.english() + "\t" + sentence.japanese() + "\n");
    }
  }

  /** How many distinct sentences it holds. */
  int size() {
    return written.size();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
