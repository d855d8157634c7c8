package io.shoken.classifier.reading;

import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.evidence.Passages;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.core.UserException;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hugging Face folder with a BERT classifier, checked on the driver before any task loads it.
 *
 * @param local the folder on this machine
 * @param hash of the folder's content
 * @param notes from {@code shoken.json}; defaults for a folder that {@code transformers} saved
 */
public record CheckedBert(Path local, String hash, ModelNotes notes) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedBert.class);

  /** The kind in model ids. */
  static final String KIND = "bert";

  private static final String CONFIG = "config.json";

  /** Of a folder that does not say how its reports are cut. */
  private static final Passages USUAL = new Passages(Passages.Unit.SENTENCE, false);

  /** Whether a folder says that it is for {@code transformers}. */
  static boolean is(ModelFolder folder) {
    return folder.has(CONFIG);
  }

  /**
   * Opens the folder and checks everything but the values of the weights.
   *
   * @throws UserException (INPUT) with the reason if it is no BERT that can be read here, no
   *     classifier yet, or its tokenizer is missing or not the one that it was trained with
   */
  public static CheckedBert open(ModelFolder folder) {
    Path local = folder.local();
    BertFolder opened = BertFolder.open(local);
    opened.unused().ifPresent(LOG::warn);
    if (!opened.classifies()) {
      throw UserException.input(
          folder + " is no classifier yet: it has no classifier.weight; train it first");
    }
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(local);
    requireSame(folder, opened.notes().tokenizer(), tokenizer.signature());
    if (tokenizer.vocabularySize() > opened.config().vocabulary()) {
      throw UserException.input(
          "the tokenizer in "
              + folder
              + " has "
              + tokenizer.vocabularySize()
              + " tokens, but the model has vectors for "
              + opened.config().vocabulary()
              + "; they belong to different models");
    }
    passages(opened.notes());
    return new CheckedBert(local, folder.contentHash(), opened.notes());
  }

  private static void requireSame(ModelFolder folder, String trained, String found) {
    if (!trained.isEmpty() && !trained.equals(found)) {
      throw UserException.input(
          "the tokenizer in "
              + folder
              + " is not the one that the model was trained with: shoken.json says \""
              + trained
              + "\", but vocab.txt and tokenizer_config.json make \""
              + found
              + "\"; put back the files that came with the model");
    }
  }

  /** How reports are cut for the evidence reading. */
  static Passages passages(ModelNotes notes) {
    return notes.passages().isEmpty() ? USUAL : Passages.ofKey(notes.passages());
  }

  boolean readsPassages() {
    return notes.reading() == ReadingMode.EVIDENCE;
  }
}
