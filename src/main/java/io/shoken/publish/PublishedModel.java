package io.shoken.publish;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classifier beside the data: the files of its Hugging Face folder that {@code transformers}
 * and {@code predict} read, and its card. The hashes of training texts stay behind.
 */
final class PublishedModel {
  private static final List<String> FILES =
      List.of(
          "config.json",
          "model.safetensors",
          "vocab.txt",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "shoken.json",
          "README.md");

  private PublishedModel() {}

  /**
   * Copies the model's files.
   *
   * @throws UserException (usage) if the folder is none of a BERT classifier
   */
  static void copy(Path model, Path target, String licence) throws IOException {
    for (String needed : List.of("config.json", "model.safetensors", "vocab.txt")) {
      if (!Files.isRegularFile(model.resolve(needed))) {
        throw UserException.usage(
            "--model: there is no "
                + needed
                + " in the folder; expected a folder that train --out made");
      }
    }
    Files.createDirectories(target);
    for (String name : FILES) {
      Path file = model.resolve(name);
      if (Files.isRegularFile(file)) {
        Files.copy(file, target.resolve(name));
      }
    }
    Path card = target.resolve("README.md");
    String text = Files.exists(card) ? Files.readString(card) : "# A classifier of 18 findings\n";
    Files.writeString(
        card,
        text
            + "\n## Publication\n\nPublished under "
            + licence
            + " with the data set in the folder above, whose README.md says how the Japanese text"
            + " that the model was trained on was made, by which language model, with which prompt"
            + " and when (MI-CLEAR-LLM), and how much of it radiologists revised.\n");
  }
}
