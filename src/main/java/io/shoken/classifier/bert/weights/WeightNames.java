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
 * Matches the tensors of a file with those that its configuration asks for, as {@code transformers}
 * does: by name, with or without {@code bert.} in front; what the model has no place for is left.
 *
 * @param inFile the file's name of each tensor, by the name that the BERT function takes
 * @param parts the groups that the file holds
 * @param unused the file's names of all other tensors, such as the head for pairs of sentences
 */
record WeightNames(Map<String, String> inFile, Set<Part> parts, List<String> unused) {
  private static final int MOST_SHOWN = 50;
  private static final String WORD_BIAS = "cls.predictions.bias";

  /**
   * @param bytes of the file; what is read of it has no more, whatever shapes it claims
   * @throws UserException (input) listing every tensor that is missing, or of another shape or
   *     dtype
   */
  static WeightNames match(
      String file, ConfigFile config, Map<String, WeightFile.Entry> entries, long bytes) {
    requireNoWrapper(file, entries.keySet());
    List<String> wrong = new ArrayList<>();
    Map<String, String> known = new LinkedHashMap<>();
    for (String name : entries.keySet()) {
      String twin = known.put(canonical(name), name);
      if (twin != null) {
        wrong.add(Json.shown(name) + " and " + Json.shown(twin) + " are the same tensor");
      }
    }
    // transformers ties the two: either stands for both.
    known.computeIfAbsent(WORD_BIAS, absent -> known.get("cls.predictions.decoder.bias"));
    Set<Part> parts = parts(config.architecture(), known.keySet());
    Map<String, List<Long>> wanted = BertTensors.of(config.config(), parts);
    wanted.forEach((name, shape) -> compare(name, shape, known.get(name), entries, wrong));
    if (!wrong.isEmpty()) {
      throw UserException.input(
          file + " does not fit " + ConfigFile.NAME + ": " + shown(wrong) + ".");
    }
    Map<String, String> inFile = new LinkedHashMap<>();
    wanted.keySet().forEach(name -> inFile.put(name, known.get(name)));
    requireStored(file, inFile, entries, bytes);
    List<String> unused = new ArrayList<>(entries.keySet());
    unused.removeAll(inFile.values());
    return new WeightNames(inFile, parts, List.copyOf(unused));
  }

  /** The architecture that a file's tensors speak for, where its configuration names none. */
  static Architecture architecture(Set<String> names) {
    List<String> known = names.stream().map(WeightNames::canonical).toList();
    if (known.contains("classifier.weight")) {
      return Architecture.CLASSIFIER;
    }
    boolean words = known.contains("cls.predictions.transform.dense.weight");
    return words ? Architecture.PRE_TRAINING : Architecture.BARE;
  }

  /** Of such names transformers knows none: it draws every weight anew and says so in a warning. */
  private static void requireNoWrapper(String file, Set<String> names) {
    if (names.stream().anyMatch(name -> name.startsWith("module."))) {
      throw UserException.input(
          file
              + ": its names begin with \"module.\", as torch.nn.DataParallel saves them, and"
              + " transformers would take random weights instead. Save model.module.state_dict(),"
              + " or take the prefix off the names.");
    }
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
      wrong.add('"' + name + "\" has the dtype " + entry.dtype() + ", not F32, F16, BF16 or F64");
    }
  }

  /** In a pickle many tensors may share the values of one, so that a small file fills a memory. */
  private static void requireStored(
      String file, Map<String, String> inFile, Map<String, WeightFile.Entry> entries, long bytes) {
    long read = 0;
    for (String name : inFile.values()) {
      WeightFile.Entry entry = entries.get(name);
      read += TensorSource.size(entry.shape()) * entry.dtype().bytes();
    }
    if (read > bytes) {
      throw UserException.input(
          file
              + ": its tensors have "
              + read
              + " bytes, but the file "
              + bytes
              + "; several share the same values, which no trained BERT does.");
    }
  }

  /**
   * A head that is there counts whatever the configuration's architecture says, since training
   * starts from it; but only a classifier of the findings has a {@code classifier} of use.
   */
  private static Set<Part> parts(Architecture architecture, Set<String> names) {
    Set<Part> parts = EnumSet.of(Part.ENCODER);
    if (architecture == Architecture.CLASSIFIER) {
      parts.addAll(EnumSet.of(Part.POOLER, Part.CLASSIFIER));
    }
    if (names.contains("bert.pooler.dense.weight")) {
      parts.add(Part.POOLER);
    }
    if (names.contains("cls.predictions.transform.dense.weight")) {
      parts.add(Part.WORDS);
    }
    return parts;
  }

  /** Old releases named LayerNorm's parts gamma and beta; a bare model has no {@code bert.}. */
  private static String canonical(String name) {
    String known = name;
    if (known.endsWith(".gamma")) {
      known = known.substring(0, known.length() - "gamma".length()) + "weight";
    } else if (known.endsWith(".beta")) {
      known = known.substring(0, known.length() - "beta".length()) + "bias";
    }
    boolean bare =
        known.startsWith("embeddings.")
            || known.startsWith("encoder.")
            || known.startsWith("pooler.");
    return bare ? "bert." + known : known;
  }

  /** The first names of a list that may be long. */
  static String shown(List<String> names) {
    int more = names.size() - MOST_SHOWN;
    String most = String.join("; ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
    return more > 0 ? most + "; and " + more + " more" : most;
  }
}
