package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Several safetensors files of one model, and the index that says which tensor is in which. */
final class SafetensorsShards implements WeightFile {
  static final String INDEX = "model.safetensors.index.json";

  /** A name, never a path: a shard lies beside its index. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\.safetensors");

  private static final int MOST_SHARDS = 1_000;

  private final Map<String, SafetensorsFile> files = new LinkedHashMap<>();
  private final Map<String, SafetensorsFile> places = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private SafetensorsShards() {}

  /**
   * @throws UserException (input) if the index names a file that is not in the folder, by name or
   *     by link, or a tensor that is not in that file
   */
  static SafetensorsShards open(Path folder) {
    SafetensorsShards shards = new SafetensorsShards();
    try {
      JsonNode map = Json.read(folder.resolve(INDEX)).path("weight_map");
      for (Map.Entry<String, JsonNode> e : map.properties()) {
        shards.add(folder, e.getKey(), e.getValue().asText(""));
      }
      return shards;
    } catch (RuntimeException e) {
      try {
        shards.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private void add(Path folder, String tensor, String shard) {
    Path index = folder.resolve(INDEX);
    if (!PLAIN.matcher(shard).matches()) {
      throw UserException.input(
          index + " points to " + Json.shown(shard) + ", which is no file name beside it.");
    }
    if (!files.containsKey(shard) && files.size() == MOST_SHARDS) {
      throw UserException.input(index + " points to over " + MOST_SHARDS + " files.");
    }
    SafetensorsFile file =
        files.computeIfAbsent(
            shard, s -> SafetensorsFile.open(InFolder.require(folder, folder.resolve(s))));
    Entry entry = file.entries().get(tensor);
    if (entry == null) {
      throw UserException.input(
          index + " says that " + Json.shown(tensor) + " is in " + shard + "; it is not.");
    }
    places.put(tensor, file);
    entries.put(tensor, entry);
  }

  @Override
  public Map<String, Entry> entries() {
    return entries;
  }

  @Override
  public long bytes() throws IOException {
    long bytes = 0;
    for (SafetensorsFile file : files.values()) {
      bytes += file.bytes();
    }
    return bytes;
  }

  @Override
  public void read(String name, FloatBuffer into) throws IOException {
    places.get(name).read(name, into);
  }

  @Override
  public void close() throws IOException {
    for (SafetensorsFile file : files.values()) {
      file.close();
    }
  }
}
