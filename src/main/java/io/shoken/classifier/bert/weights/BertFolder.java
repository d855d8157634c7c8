package io.shoken.classifier.bert.weights;

import io.shoken.classifier.bert.weights.BertTensors.Part;
import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Hugging Face folder with a BERT: {@code config.json}; weights in {@code model.safetensors}, in
 * shards with {@code model.safetensors.index.json}, or in {@code pytorch_model.bin}; {@code
 * vocab.txt}; and, where this program made it, {@code shoken.json}. Read as hostile: names, shapes
 * and sizes are checked against each other before a value is read, and nothing in it is run.
 */
public final class BertFolder {
  private static final long LARGEST_VOCABULARY = 64 << 20;
  private static final String SINGLE = "model.safetensors";
  private static final String PICKLED = "pytorch_model.bin";
  private static final String VOCABULARY = "vocab.txt";

  private final Path path;
  private final ConfigFile config;
  private final ModelNotes notes;
  private final WeightNames names;

  private BertFolder(Path path, ConfigFile config, ModelNotes notes, WeightNames names) {
    this.path = path;
    this.config = config;
    this.notes = notes;
    this.names = names;
  }

  /**
   * Reads all but the weights' values.
   *
   * @throws UserException (input) if the folder is no BERT that can be read here, with the reason:
   *     a file that is missing or broken, another architecture, tensors that do not fit the
   *     configuration (all of them), a vocabulary with more words than the model has vectors,
   *     outputs that are not the findings
   */
  public static BertFolder open(Path path) {
    // First, so that a folder that is no model is refused for its missing configuration.
    Json.read(path.resolve(ConfigFile.NAME));
    try (WeightFile weights = weights(path)) {
      Map<String, WeightFile.Entry> entries = weights.entries();
      ConfigFile config = ConfigFile.read(path, entries.keySet());
      requireVocabulary(path.resolve(VOCABULARY), config.config().vocabulary());
      String file = weightPath(path).toString();
      WeightNames names = WeightNames.match(file, config, entries, weights.bytes());
      return new BertFolder(path, config, ModelNotes.read(path), names);
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, path + " cannot be read: " + e, e);
    }
  }

  /**
   * Makes the folder of a model that has seen nothing, ready to learn masked words.
   *
   * @param target a folder that is not there yet, or empty
   * @param texts its other files by name, such as {@code vocab.txt}
   * @param seed of its weights
   * @throws UserException (usage) if the target holds something already
   */
  public static BertFolder create(
      Path target, BertConfig config, Map<String, String> texts, long seed) {
    Map<String, List<Long>> shapes = BertTensors.of(config, Set.of(Part.ENCODER, Part.WORDS));
    new FolderWriter(target)
        .text(texts)
        .write(
            ConfigFile.create(config, Architecture.MASKED_WORDS).toJson(Architecture.MASKED_WORDS),
            ModelNotes.unknown(ReadingMode.REPORT),
            new NewWeights(shapes, config, seed, 0));
    return open(target);
  }

  public Path path() {
    return path;
  }

  public BertConfig config() {
    return config.config();
  }

  public ModelNotes notes() {
    return notes;
  }

  /** Whether it is a classifier of the 18 findings; if not, training gives it a new head. */
  public boolean classifies() {
    return names.parts().contains(Part.CLASSIFIER);
  }

  /** What each logit means, by position in the model's own order. */
  public List<Finding> outputs() {
    return config.outputs();
  }

  /**
   * What the log says of tensors in the file that are of no use to a classifier of findings, or
   * empty if there are none.
   */
  public Optional<String> unused() {
    List<String> unused = names.unused().stream().map(Json::shown).toList();
    return unused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            weightPath(path) + ": not used, as in transformers: " + WeightNames.shown(unused));
  }

  /** Its configuration, for a folder that is written after it. */
  public ConfigFile configFile() {
    return config;
  }

  /**
   * The tensors of those parts; what the folder has not is drawn from the seed.
   *
   * @param classifierBias of a new classifier
   * @throws UserException (input) if word scores are wanted of a model whose word scores and word
   *     vectors are not one matrix
   */
  public FolderWeights load(Set<Part> parts, long seed, float classifierBias) {
    if (parts.contains(Part.WORDS) && !config.json().path("tie_word_embeddings").asBoolean(true)) {
      throw UserException.input(
          path + ": tie_word_embeddings is false; masked words need it true.");
    }
    Map<String, List<Long>> shapes = BertTensors.of(config(), parts);
    return new FolderWeights(
        weightPath(path),
        weights(path),
        names,
        new NewWeights(shapes, config(), seed, classifierBias));
  }

  private static Path weightPath(Path path) {
    return Stream.of(SINGLE, SafetensorsShards.INDEX, PICKLED)
        .map(path::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                UserException.input(
                    path
                        + " has no weights: none of "
                        + SINGLE
                        + ", "
                        + SafetensorsShards.INDEX
                        + ", "
                        + PICKLED
                        + "."));
  }

  private static WeightFile weights(Path path) {
    Path file = InFolder.require(path, weightPath(path));
    return switch (file.getFileName().toString()) {
      case SINGLE -> SafetensorsFile.open(file);
      case SafetensorsShards.INDEX -> SafetensorsShards.open(path);
      default -> TorchFile.open(file);
    };
  }

  /** Rows beyond the vocabulary are usual: tables are padded to a multiple of 8 or 64. */
  private static void requireVocabulary(Path file, int expected) {
    if (!Files.exists(file)) {
      return; // token ids may come from elsewhere; a tokenizer asks for the file itself
    }
    PlainFiles.require(file, LARGEST_VOCABULARY);
    long lines = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[1 << 16];
      byte last = '\n';
      for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
        for (int i = 0; i < n; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
        last = chunk[n - 1];
      }
      lines += last == '\n' ? 0 : 1;
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, file + " cannot be read: " + e, e);
    }
    if (lines > expected) {
      throw UserException.input(
          file
              + " has "
              + lines
              + " words, but vocab_size in config.json is "
              + expected
              + "; they belong to different models.");
    }
  }
}
