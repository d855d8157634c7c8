package io.shoken.classifier.bert.weights;

import io.shoken.classifier.bert.weights.BertTensors.Part;
import io.shoken.core.UserException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Matches the tensors of a file with those that its configuration asks for.
 *
 * @param inFile the file's name of each tensor, by the name that the BERT function takes
 * @param parts the groups that the file holds
 */
record WeightNames(Map<String, String> inFile, Set<Part> parts) {
  private static final int MOST_SHOWN = 50;

  /**
   * @throws UserException (input) listing every tensor that is missing, unknown, or of another
   *     shape or dtype
   */
  static WeightNames match(String file, ConfigFile config, Map<String, WeightFile.Entry> entries) {
    Architecture architecture = config.architecture();
    List<String> wrong = new ArrayList<>();
    Map<String, String> inFile = new LinkedHashMap<>();
    for (String name : entries.keySet()) {
      String known = canonical(name, architecture);
      if (!ignored(known)) {
        String twin = inFile.put(known, name);
        if (twin != null) {
          wrong.add(Json.shown(name) + " and " + Json.shown(twin) + " are the same tensor");
        }
      }
    }
    Set<Part> parts = parts(architecture, inFile);
    Map<String, List<Long>> wanted = BertTensors.of(config.config(), parts);
    wanted.forEach((name, shape) -> compare(name, shape, inFile.get(name), entries, wrong));
    for (Map.Entry<String, String> e : inFile.entrySet()) {
      if (!wanted.containsKey(e.getKey())) {
        wrong.add(Json.shown(e.getValue()) + " is no tensor of " + architecture.key());
      }
    }
    if (!wrong.isEmpty()) {
      throw UserException.input(
          file + " does not fit " + ConfigFile.NAME + ": " + shown(wrong) + ".");
    }
    return new WeightNames(inFile, parts);
  }

  private static void compare(
      String name,
      List<Long> shape,
      String inFile,
      Map<String, WeightFile.Entry> entries,
      List<String> wrong) {
    WeightFile.Entry entry = inFile == null ? null : entries.get(inFile);
    if (entry == null) {
      wrong.add('"' + name + "\" is missing");
    } else if (!entry.shape().equals(shape)) {
      wrong.add('"' + name + "\" has the shape " + entry.shape() + ", not " + shape);
    } else if (!entry.dtype().readable()) {
      wrong.add('"' + name + "\" has the dtype " + entry.dtype() + ", not F32, F16 or BF16");
    }
  }

  private static Set<Part> parts(Architecture architecture, Map<String, String> inFile) {
    boolean pooler = inFile.containsKey("bert.pooler.dense.weight");
    Set<Part> parts = EnumSet.of(Part.ENCODER);
    switch (architecture) {
      case CLASSIFIER -> parts.addAll(EnumSet.of(Part.POOLER, Part.CLASSIFIER));
      case PRE_TRAINING -> parts.addAll(EnumSet.of(Part.POOLER, Part.WORDS));
      case MASKED_WORDS -> parts.add(Part.WORDS);
      case BARE -> {
        if (pooler) {
          parts.add(Part.POOLER);
        }
      }
    }
    return parts;
  }

  /** Old releases named LayerNorm's parts gamma and beta; a bare model has no {@code bert.}. */
  private static String canonical(String name, Architecture architecture) {
    String known = name;
    if (known.endsWith(".gamma")) {
      known = known.substring(0, known.length() - "gamma".length()) + "weight";
    } else if (known.endsWith(".beta")) {
      known = known.substring(0, known.length() - "beta".length()) + "bias";
    }
    return architecture == Architecture.BARE && !known.startsWith("bert.")
        ? "bert." + known
        : known;
  }

  /** Buffers that are no weights, copies of tied weights, and the head for pairs of sentences. */
  private static boolean ignored(String name) {
    return name.equals("bert.embeddings.position_ids")
        || name.equals("bert.embeddings.token_type_ids")
        || name.startsWith("cls.predictions.decoder.")
        || name.startsWith("cls.seq_relationship.");
  }

  private static String shown(List<String> wrong) {
    int more = wrong.size() - MOST_SHOWN;
    String most = String.join("; ", wrong.subList(0, Math.min(MOST_SHOWN, wrong.size())));
    return more > 0 ? most + "; and " + more + " more" : most;
  }
}
