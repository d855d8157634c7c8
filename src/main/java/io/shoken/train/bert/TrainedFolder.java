package io.shoken.train.bert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoken.classifier.bert.recipe.FineTuneSettings;
import io.shoken.classifier.bert.recipe.FineTuning;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.core.Folders;
import io.shoken.train.TrainingStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the model folder: the trained model, its README and the hashes of its training texts. */
record TrainedFolder(FineTuning.Data data, FineTuning.Trained trained, FineTuneSettings settings) {
  /** The setting in a model's notes with the hash of everything that its training depended on. */
  static final String INPUTS = "inputs_hash";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes the folder; a model that was there is replaced. */
  void write(ModelFolder out, Collection<String> textHashes) {
    out.write(
        (local, target) -> {
          try (Stream<Path> files = Files.list(trained.folder())) {
            for (Path file : files.toList()) {
              Files.copy(file, local.resolve(file.getFileName()));
            }
          }
          Files.writeString(local.resolve("README.md"), BertReadme.of(data, trained, settings));
          TrainingStep.writeTexts(local, textHashes);
        });
  }

  /** What {@link #INPUTS} says in the folder, or empty if it holds no such model. */
  static Optional<String> inputsHash(ModelFolder folder) {
    return folder.text(ModelFolder.CARD).flatMap(TrainedFolder::inputsHash);
  }

  private static Optional<String> inputsHash(String json) {
    try {
      String hash = JSON.readTree(json).path("settings").path(INPUTS).asText("");
      return Optional.of(hash).filter(h -> !h.isEmpty());
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a broken folder is made again
    }
  }

  /** Deletes a folder of work, and the one around it if no other training has left work there. */
  static void deleteWork(Path work) {
    Folders.delete(work);
    try (Stream<Path> others = Files.list(work.getParent())) {
      if (others.findAny().isEmpty()) {
        Files.delete(work.getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
