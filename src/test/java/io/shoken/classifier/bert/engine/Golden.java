package io.shoken.classifier.bert.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.classifier.bert.training.MaskedText;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.training.TrainingExample;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ConfigFile;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.bert.weights.SafetensorsFile;
import io.shoken.classifier.bert.weights.TensorSource;
import io.shoken.classifier.bert.weights.WeightFile;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code src/test/golden/bert.py} wrote. */
public final class Golden {
  public static final Path FOLDER = Path.of("src/test/resources/bert");
  static final JsonNode ROOT = readRoot();
  public static final JsonNode TRAINING = ROOT.path("training");

  private Golden() {}

  public static BertFolder model(String name) {
    return BertFolder.open(FOLDER.resolve(name));
  }

  /** A copy of the folder whose configuration has no dropout. */
  public static BertFolder withoutDropout(String name, Path copy) {
    try {
      Files.createDirectory(copy);
      try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
      Path config = copy.resolve(ConfigFile.NAME);
      String text = Files.readString(config).replaceAll("dropout_prob\": 0.1", "dropout_prob\": 0");
      Files.writeString(config, text);
      return BertFolder.open(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<int[]> rows(JsonNode rows) {
    List<int[]> list = new ArrayList<>();
    rows.forEach(row -> list.add(ints(row)));
    return list;
  }

  static int[] ints(JsonNode numbers) {
    int[] ints = new int[numbers.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = numbers.get(i).asInt();
    }
    return ints;
  }

  static float[][] matrix(JsonNode rows) {
    float[][] matrix = new float[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = new float[rows.get(i).size()];
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = (float) rows.get(i).get(j).asDouble();
      }
    }
    return matrix;
  }

  /** Logits in a model's own order, moved to the order of the findings. */
  static float[][] byFinding(float[][] logits, BertFolder folder) {
    Outputs outputs = new Outputs(folder.outputs());
    float[][] moved = new float[logits.length][];
    for (int i = 0; i < logits.length; i++) {
      moved[i] = outputs.toFindings(logits[i]);
    }
    return moved;
  }

  static double farthest(float[][] a, float[][] b) {
    double farthest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        farthest = Math.max(farthest, Math.abs((double) a[i][j] - b[i][j]));
      }
    }
    return farthest;
  }

  /** The training cases' reports under that reading, labels in the order of the findings. */
  public static List<TrainingExample> examples(ReadingMode reading, BertFolder folder) {
    List<int[]> rows = rows(TRAINING.path("rows"));
    float[][] labels = byFinding(matrix(TRAINING.path("labels")), folder);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<int[]> sequences = new ArrayList<>();
      if (reading == ReadingMode.REPORT) {
        sequences.add(rows.get(i));
      } else {
        TRAINING.path("said").get(i).forEach(s -> sequences.add(rows.get(s.asInt())));
      }
      List<Float> y = new ArrayList<>();
      for (float label : labels[i]) {
        y.add(label);
      }
      examples.add(new TrainingExample(sequences, y));
    }
    return examples;
  }

  public static Map<Finding, Double> positive(BertFolder folder) {
    Map<Finding, Double> positive = new LinkedHashMap<>();
    for (int i = 0; i < folder.outputs().size(); i++) {
      positive.put(folder.outputs().get(i), TRAINING.path("positive").get(i).asDouble());
    }
    return positive;
  }

  public static TrainSettings settings() {
    return new TrainSettings(
        TRAINING.path("rate").asDouble(),
        TRAINING.path("steps").asLong(),
        TRAINING.path("warmUp").asLong(),
        TRAINING.path("decay").asDouble(),
        TRAINING.path("clip").asDouble(),
        1);
  }

  public static <T> List<T> batch(List<T> all, int step) {
    List<T> batch = new ArrayList<>();
    JsonNode batches = TRAINING.path("batches");
    batches.get(step % batches.size()).forEach(i -> batch.add(all.get(i.asInt())));
    return batch;
  }

  public static List<MaskedText> masked() {
    List<MaskedText> texts = new ArrayList<>();
    for (int r = 0; r < 4; r++) {
      List<Integer> ids = new ArrayList<>();
      TRAINING.path("rows").get(r).forEach(id -> ids.add(id.asInt()));
      List<Integer> places = new ArrayList<>();
      List<Integer> words = new ArrayList<>();
      for (JsonNode hidden : TRAINING.path("masked")) {
        if (hidden.get(0).asInt() == r) {
          places.add(hidden.get(1).asInt());
          words.add(hidden.get(2).asInt());
        }
      }
      texts.add(new MaskedText(ids, places, words));
    }
    return texts;
  }

  public static Map<String, float[]> gradients(String task) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    Path file = FOLDER.resolve("gradients-" + task + ".safetensors");
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      for (Map.Entry<String, WeightFile.Entry> e : tensors.entries().entrySet()) {
        FloatBuffer values = FloatBuffer.allocate((int) TensorSource.size(e.getValue().shape()));
        tensors.read(e.getKey(), values);
        gradients.put(e.getKey(), values.array());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gradients;
  }

  private static JsonNode readRoot() {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve("golden.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
