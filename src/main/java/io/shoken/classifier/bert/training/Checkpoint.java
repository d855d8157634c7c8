package io.shoken.classifier.bert.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.classifier.bert.engine.Parameters;
import io.shoken.classifier.bert.weights.Dtype;
import io.shoken.classifier.bert.weights.Json;
import io.shoken.classifier.bert.weights.SafetensorsFile;
import io.shoken.classifier.bert.weights.SafetensorsWriter;
import io.shoken.classifier.bert.weights.TensorSource;
import io.shoken.classifier.bert.weights.WeightFile;
import io.shoken.core.Folders;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A training's state on disk: {@code step-NNNNNNNN/} with all tensors and a {@code state.json}. It
 * is written under another name and then renamed, so that a folder of that name is whole, whenever
 * the process was killed; older ones go only after that.
 */
final class Checkpoint {
  private static final String TENSORS = "state.safetensors";
  private static final String STATE = "state.json";
  private static final Pattern WHOLE = Pattern.compile("step-\\d{8}");

  /** Weights and the two moments of AdamW. */
  record State(Parameters weights, Parameters first, Parameters second) implements TensorSource {

    @Override
    public Map<String, List<Long>> shapes() {
      Map<String, List<Long>> all = new LinkedHashMap<>();
      parts().forEach((p, part) -> part.shapes().forEach((n, shape) -> all.put(p + n, shape)));
      return all;
    }

    @Override
    public void read(String name, FloatBuffer into) {
      parts().get(name.substring(0, 2)).read(name.substring(2), into);
    }

    private Map<String, Parameters> parts() {
      // A steady order, so that the same state is the same file.
      return new TreeMap<>(Map.of("w.", weights, "m.", first, "v.", second));
    }

    private void set(SafetensorsFile file) throws IOException {
      for (Map.Entry<String, Parameters> part : parts().entrySet()) {
        part.getValue().set(new Prefixed(part.getKey(), part.getValue().shapes(), file));
      }
    }
  }

  /** The tensors of a file whose names begin so. */
  private record Prefixed(String prefix, Map<String, List<Long>> shapes, SafetensorsFile file)
      implements TensorSource {
    @Override
    public void read(String name, FloatBuffer into) throws IOException {
      file.read(prefix + name, into);
    }
  }

  private Checkpoint() {}

  /**
   * @param identity what the training was started with; a checkpoint of another is never resumed
   * @param progress the caller's own state, given back on resuming
   */
  static void write(
      Path folder, State state, long steps, String identity, Map<String, String> progress) {
    Path target = folder.resolve(String.format("step-%08d", steps));
    Path temporary = folder.resolve(target.getFileName() + ".unfinished");
    try {
      Files.createDirectories(folder);
      Folders.delete(temporary);
      Files.createDirectory(temporary);
      ObjectNode json = Json.object().put("steps", steps).put("identity", identity);
      ObjectNode own = json.putObject("progress");
      progress.forEach(own::put);
      Files.write(temporary.resolve(STATE), Json.indented(json));
      SafetensorsWriter.write(temporary.resolve(TENSORS), state, Map.of());
      if (!Files.exists(target)) {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      }
      deleteAllBut(folder, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts the newest whole checkpoint's tensors in place.
   *
   * @return its step and the caller's own state, or empty if there is none
   * @throws UserException (usage) if it belongs to another training
   */
  static Optional<Resumed> read(Path folder, State state, String identity) {
    Optional<Path> newest = newest(folder);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode json = Json.read(newest.get().resolve(STATE));
    String theirs = json.path("identity").asText("");
    if (!theirs.equals(identity)) {
      throw UserException.usage(
          newest.get()
              + " is a checkpoint of another training ("
              + theirs
              + "), not of this one ("
              + identity
              + "). Restore those settings, or delete it to start anew.");
    }
    try (SafetensorsFile file = SafetensorsFile.open(newest.get().resolve(TENSORS))) {
      requireSame(newest.get(), state.shapes(), file.entries());
      state.set(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> progress = new LinkedHashMap<>();
    json.path("progress")
        .properties()
        .forEach(e -> progress.put(e.getKey(), e.getValue().asText()));
    return Optional.of(new Resumed(json.path("steps").asLong(), progress));
  }

  /** Where a training resumes. */
  record Resumed(long steps, Map<String, String> progress) {}

  private static void requireSame(
      Path where, Map<String, List<Long>> wanted, Map<String, WeightFile.Entry> there) {
    boolean same =
        wanted.keySet().equals(there.keySet())
            && wanted.entrySet().stream()
                .allMatch(
                    e ->
                        there
                            .get(e.getKey())
                            .equals(new WeightFile.Entry(Dtype.F32, e.getValue())));
    if (!same) {
      throw UserException.usage(where + " is a checkpoint of a model of another shape.");
    }
  }

  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Checkpoint::whole).max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAllBut(Path folder, Path kept) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path old : all.filter(p -> whole(p) && !p.equals(kept)).toList()) {
        Folders.delete(old);
      }
    }
  }

  private static boolean whole(Path path) {
    return WHOLE.matcher(path.getFileName().toString()).matches();
  }
}
