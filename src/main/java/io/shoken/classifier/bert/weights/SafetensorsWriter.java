package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes one safetensors file in 32 bits, one tensor in memory at a time. */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_FLOATS = 1 << 18;

  private SafetensorsWriter() {}

  /**
   * Writes a new file and forces it to the disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there
   */
  public static void write(Path file, TensorSource source, Map<String, String> metadata)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, header(source, metadata));
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FLOATS * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (Map.Entry<String, List<Long>> tensor : source.shapes().entrySet()) {
        FloatBuffer values =
            FloatBuffer.allocate(Math.toIntExact(TensorSource.size(tensor.getValue())));
        source.read(tensor.getKey(), values);
        values.flip();
        while (values.hasRemaining()) {
          int n = Math.min(CHUNK_FLOATS, values.remaining());
          chunk.clear().limit(4 * n);
          chunk.asFloatBuffer().put(values.slice(values.position(), n));
          values.position(values.position() + n);
          writeFully(channel, chunk);
        }
      }
      channel.force(true);
    }
  }

  private static ByteBuffer header(TensorSource source, Map<String, String> metadata) {
    ObjectNode json = Json.object();
    ObjectNode notes = json.putObject(SafetensorsFile.METADATA);
    // transformers refuses a file that does not say which framework's layout it has.
    notes.put("format", "pt");
    metadata.forEach(notes::put);
    long at = 0;
    for (Map.Entry<String, List<Long>> tensor : source.shapes().entrySet()) {
      ObjectNode described = json.putObject(tensor.getKey());
      described.put("dtype", Dtype.F32.name());
      tensor.getValue().forEach(described.withArray("shape")::add);
      if (tensor.getValue().isEmpty()) {
        described.putArray("shape");
      }
      long end = at + 4 * TensorSource.size(tensor.getValue());
      described.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] bytes = Json.compact(json);
    int padded = (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] filled = Arrays.copyOf(bytes, padded);
    Arrays.fill(filled, bytes.length, padded, (byte) ' ');
    ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.putLong(padded).put(filled).flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
