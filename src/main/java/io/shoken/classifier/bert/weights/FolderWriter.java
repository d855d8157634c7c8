package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.Folders;
import io.shoken.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a model folder under a temporary name and moves it into place, so that a folder that is
 * there is whole.
 */
public final class FolderWriter {
  private static final List<String> TOKENIZER_FILES =
      List.of(
          "vocab.txt",
          "tokenizer_config.json",
          "tokenizer.json",
          "special_tokens_map.json",
          "added_tokens.json");

  private final Path target;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private Path tokenizer;

  public FolderWriter(Path target) {
    this.target = target.toAbsolutePath().normalize();
  }

  /** Files of the folder by name. */
  FolderWriter text(Map<String, String> more) {
    texts.putAll(more);
    return this;
  }

  /** Copies the tokenizer's files of that folder. */
  public FolderWriter tokenizerOf(Path folder) {
    tokenizer = folder;
    return this;
  }

  /**
   * Writes the folder.
   *
   * @throws UserException (usage) if the target holds something already
   */
  public void write(ObjectNode config, ModelNotes notes, TensorSource weights) {
    requireFree();
    Path temporary = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try {
      Files.createDirectories(target.getParent());
      Folders.delete(temporary);
      Files.createDirectory(temporary);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.writeString(temporary.resolve(text.getKey()), text.getValue());
      }
      copyTokenizer(temporary);
      Files.write(temporary.resolve(ConfigFile.NAME), Json.indented(config));
      Files.write(temporary.resolve(ModelNotes.NAME), Json.indented(notes.toJson()));
      SafetensorsWriter.write(temporary.resolve("model.safetensors"), weights, Map.of());
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw occupied();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyTokenizer(Path temporary) throws IOException {
    if (tokenizer == null) {
      return;
    }
    for (String name : TOKENIZER_FILES) {
      Path from = tokenizer.resolve(name);
      if (Files.isRegularFile(from) && !texts.containsKey(name)) {
        Files.copy(from, temporary.resolve(name));
      }
    }
  }

  private void requireFree() {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> inside = Files.list(target)) {
      if (inside.findAny().isPresent()) {
        throw occupied();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UserException occupied() {
    return UserException.usage(
        target + " holds files already; a model is never overwritten. Name another folder.");
  }
}
