package io.shoken.translate;

import io.shoken.report.Hashes;
import io.shoken.report.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The system message; the user message is the section's text as it is.
 *
 * @param id file name without extension, {@code @}, the first 12 hex digits of the text's hash
 * @param text with line feeds only and without outer white space
 */
record Prompt(String id, String text) {

  private static final int MAX_BYTES = 1 << 20;
  private static final String EXTENSION = ".txt";

  /**
   * Reads a prompt by the name that it ships under ({@code radiology-ja-v1}) or by its path.
   *
   * @throws UserException (usage) if there is none, or it is empty, too long or not UTF-8
   */
  static Prompt read(String nameOrPath) {
    if (!nameOrPath.contains("/") && !nameOrPath.endsWith(EXTENSION)) {
      return shipped(nameOrPath);
    }
    Path path = Path.of(nameOrPath);
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw bad(nameOrPath, "it has over " + MAX_BYTES + " bytes, expected a prompt");
      }
      return of(path.getFileName().toString(), Files.readAllBytes(path));
    } catch (IOException e) {
      throw bad(nameOrPath, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Prompt shipped(String name) {
    try (InputStream in = Prompt.class.getResourceAsStream("/prompts/" + name + EXTENSION)) {
      if (in == null) {
        throw bad(name, "no prompt ships under that name; give a path for a file of your own");
      }
      return of(name, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("a resource of the program cannot be read", e);
    }
  }

  static Prompt of(String fileName, byte[] utf8) {
    String text = decode(fileName, utf8).replace("\r\n", "\n").strip();
    if (text.isEmpty()) {
      throw bad(fileName, "it is empty");
    }
    String name =
        fileName.endsWith(EXTENSION)
            ? fileName.substring(0, fileName.length() - EXTENSION.length())
            : fileName;
    return new Prompt(name + "@" + Hashes.ofText(text).substring(0, 12), text);
  }

  private static String decode(String fileName, byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw bad(fileName, "it is not UTF-8");
    }
  }

  private static UserException bad(String prompt, String why) {
    return UserException.usage("translate.prompt = %s: %s".formatted(prompt, why));
  }
}
