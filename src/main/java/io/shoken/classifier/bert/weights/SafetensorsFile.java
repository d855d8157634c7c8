package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.UserException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One safetensors file: 8 bytes of header length, little-endian; a JSON header; raw values. The
 * header is checked against the file's size before anything is read by it: each range lies inside,
 * has the size that its shape and dtype need, and together they cover the file once.
 */
public final class SafetensorsFile implements WeightFile {
  static final String METADATA = "__metadata__";

  /** The format allows 100 MiB; a large BERT's has 50 KiB, and JSON takes tenfold in memory. */
  private static final long LARGEST_HEADER = 16L << 20;

  private static final int CHUNK = 1 << 20;

  private record Range(String name, long begin, long end) {}

  private final Path path;
  private final FileChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Range> ranges = new LinkedHashMap<>();
  private Map<String, String> metadata = Map.of();

  private SafetensorsFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws UserException (input) if the file is missing or its header does not fit it
   */
  public static SafetensorsFile open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      SafetensorsFile file = new SafetensorsFile(path, channel);
      try {
        file.readHeader();
        return file;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, path + " cannot be read: " + e, e);
    }
  }

  @Override
  public Map<String, Entry> entries() {
    return entries;
  }

  @Override
  public long bytes() throws IOException {
    return channel.size();
  }

  /** Free text that the writer left in the header. */
  Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void read(String name, FloatBuffer into) throws IOException {
    Range range = ranges.get(name);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    long at = range.begin();
    while (at < range.end()) {
      chunk.clear().limit((int) Math.min(CHUNK, range.end() - at));
      readFully(chunk, at);
      at += chunk.flip().limit();
      try {
        entries.get(name).dtype().decode(chunk, into);
      } catch (UserException e) {
        throw refused(Json.shown(name) + ": " + e.getMessage());
      }
    }
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    ByteBuffer first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    if (size < 8) {
      throw refused("it has " + size + " bytes, too few for a safetensors header");
    }
    readFully(first, 0);
    long length = first.flip().getLong();
    if (length < 2 || length > LARGEST_HEADER || length > size - 8) {
      throw refused(
          "its header is said to have "
              + Long.toUnsignedString(length)
              + " bytes; the file has "
              + size
              + " and 16 MiB is the most");
    }
    ByteBuffer header = ByteBuffer.allocate((int) length);
    readFully(header, 8);
    ObjectNode json = Json.parse(header.array(), path + ": the header");
    long data = 8 + length;
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getKey().equals(METADATA)) {
        metadata = strings(field.getValue());
      } else {
        add(field.getKey(), field.getValue(), data, size);
      }
    }
    requireWhole(data, size);
  }

  private void add(String name, JsonNode described, long data, long size) {
    String type = described.path("dtype").asText("");
    Dtype dtype =
        Dtype.ofName(type)
            .orElseThrow(() -> refused(Json.shown(name) + " has the dtype " + Json.shown(type)));
    List<Long> shape = numbers(name, "shape", described);
    List<Long> offsets = numbers(name, "data_offsets", described);
    if (offsets.size() != 2
        || offsets.get(0) > offsets.get(1)
        || offsets.get(1) > size - data
        || offsets.get(1) - offsets.get(0) != bytes(name, dtype, shape)) {
      throw refused(
          Json.shown(name)
              + " of "
              + dtype
              + shape
              + " is said to lie at "
              + offsets
              + " of "
              + (size - data)
              + " bytes");
    }
    entries.put(name, new Entry(dtype, shape));
    ranges.put(name, new Range(name, data + offsets.get(0), data + offsets.get(1)));
  }

  private long bytes(String name, Dtype dtype, List<Long> shape) {
    try {
      return Math.multiplyExact(TensorSource.size(shape), (long) dtype.bytes());
    } catch (ArithmeticException e) {
      throw refused(Json.shown(name) + " has the shape " + shape);
    }
  }

  private List<Long> numbers(String name, String key, JsonNode described) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : described.path(key)) {
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        throw refused(Json.shown(name) + " has " + key + " " + Json.shown(number.toString()));
      }
      numbers.add(number.asLong());
    }
    return numbers;
  }

  /** Ranges in file order touch: none overlaps, and no byte is left out. */
  private void requireWhole(long data, long size) {
    long covered = data;
    List<Range> ordered = new ArrayList<>(ranges.values());
    ordered.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
    for (Range range : ordered) {
      if (range.begin() != covered) {
        throw refused(
            Json.shown(range.name())
                + (range.begin() < covered ? " overlaps the tensor before it" : " follows a gap"));
      }
      covered = range.end();
    }
    if (covered != size) {
      throw refused(size - covered + " bytes at its end belong to no tensor");
    }
  }

  private void readFully(ByteBuffer into, long at) throws IOException {
    long next = at;
    while (into.hasRemaining()) {
      int n = channel.read(into, next);
      if (n < 0) {
        throw new EOFException(path + " ended while it was read");
      }
      next += n;
    }
  }

  private static Map<String, String> strings(JsonNode node) {
    Map<String, String> strings = new LinkedHashMap<>();
    node.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }

  private UserException refused(String reason) {
    return UserException.input(path + ": " + reason + ".");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
