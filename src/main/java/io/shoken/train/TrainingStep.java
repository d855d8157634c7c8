package io.shoken.train;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.core.Hashes;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A step that makes a model folder. A training is done while both its folder and a committed run
 * are there: a committed run must not keep a folder that is missing, or was trained from other
 * inputs, from being made again, nor may a folder that outlived its run keep that run from it.
 */
public abstract class TrainingStep implements Step {
  private static final String INPUTS_HASH = "training_inputs_hash";

  protected final TranslationPreference preference;
  protected final String codeVersion;
  private final String out;
  private final Optional<String> labelSource;

  /**
   * @param out the model folder, local or a Hadoop URI
   * @param labelSource whose labels; may be left out where the warehouse has one
   * @param codeVersion of this program, for the model's card
   */
  protected TrainingStep(
      String out,
      Optional<String> labelSource,
      TranslationPreference preference,
      String codeVersion) {
    this.out = out;
    this.labelSource = labelSource;
    this.preference = preference;
    this.codeVersion = codeVersion;
  }

  /** What the model depends on besides tables, the translations preferred and the program. */
  protected abstract List<String> settingsOfModel(Warehouse warehouse);

  /** The inputs' hash that the model in a folder says, or empty if it holds no such model. */
  protected abstract Optional<String> inputsHash(ModelFolder folder);

  /**
   * Makes the folder.
   *
   * @param source of the labels
   */
  protected abstract void train(Run run, ModelFolder folder, String source, String inputsHash);

  /** Runs that wrote what it reads, and settings; something new where it is not done. */
  @Override
  public final List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = inputs(warehouse);
    if (!isDone(warehouse, hash(parts))) {
      parts.add("to be trained " + UUID.randomUUID());
    }
    return parts;
  }

  private List<String> inputs(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.addAll(
        warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS, Table.LABELS));
    parts.addAll(settingsOfModel(warehouse));
    parts.add(preference.key());
    parts.add(codeVersion);
    return parts;
  }

  private boolean isDone(Warehouse warehouse, String inputsHash) {
    return inputsHash(folder(warehouse, out)).filter(inputsHash::equals).isPresent()
        && warehouse.manifests().stream()
            .anyMatch(m -> inputsHash.equals(m.notes().get(INPUTS_HASH)));
  }

  protected static String hash(List<String> parts) {
    return Hashes.ofParts(parts.toArray(new String[0]));
  }

  protected static ModelFolder folder(Warehouse warehouse, String name) {
    return new ModelFolder(name, warehouse.spark().sparkContext().hadoopConfiguration());
  }

  @Override
  public final Outcome run(Run run) {
    String hash = hash(inputs(run.warehouse()));
    if (isDone(run.warehouse(), hash)) {
      return Outcome.NOTHING_TO_DO;
    }
    ModelFolder folder = folder(run.warehouse(), out);
    train(run, folder, TrainingTable.labelSource(run.warehouse(), labelSource), hash);
    run.note("model_folder", folder.toString());
    run.note(INPUTS_HASH, hash);
    return Outcome.DONE;
  }

  /**
   * Writes the hashes of all texts that were seen in training, so that an evaluation can leave them
   * out.
   *
   * @param hashes sorted
   */
  public static void writeTexts(Path folder, Collection<String> hashes) throws IOException {
    Files.writeString(
        folder.resolve(ModelFolder.TRAINING_TEXTS),
        "text_hash\n" + String.join("\n", hashes) + "\n");
  }
}
