package io.shoken.translate;

import io.shoken.report.Hashes;
import io.shoken.report.UserException;
import io.shoken.translate.NamedFile.Content;
import java.io.Serializable;

/**
 * The system message; the user message is the section's text as it is.
 *
 * @param id file name without extension, {@code @}, the first 12 hex digits of the text's hash
 * @param text with line feeds only and without outer white space
 */
record Prompt(String id, String text) implements Serializable {

  private static final NamedFile FILE =
      new NamedFile("translate.prompt", "prompt", "/prompts/", ".txt");

  /**
   * Reads a prompt by the name that it ships under ({@code radiology-ja-v1}) or by its path.
   *
   * @throws UserException (usage) if there is none, or it is empty, too long or not UTF-8
   */
  static Prompt read(String nameOrPath) {
    return of(FILE.read(nameOrPath));
  }

  static Prompt of(String fileName, byte[] utf8) {
    return of(new Content(fileName, FILE.nameOf(fileName), utf8));
  }

  private static Prompt of(Content content) {
    String text = FILE.text(content).replace("\r\n", "\n").strip();
    if (text.isEmpty()) {
      throw FILE.bad(content.given(), "it is empty");
    }
    return new Prompt(content.name() + "@" + Hashes.ofText(text).substring(0, 12), text);
  }
}
