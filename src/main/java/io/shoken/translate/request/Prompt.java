package io.shoken.translate.request;

import io.shoken.core.UserException;
import java.io.Serializable;
import java.util.List;

/**
 * What every text is asked with: the system message and examples before it; the last message is the
 * section's text as it is.
 *
 * @param id file name without extension, {@code @}, the first 12 hex digits of the hash of the
 *     whole file with line feeds only and without outer white space
 * @param text the system message, with line feeds only and without outer white space
 * @param examples each is sent as a user's message and the assistant's answer to it
 */
public record Prompt(String id, String text, List<Example> examples) implements Serializable {

  /** Copies the list. */
  public Prompt {
    examples = List.copyOf(examples);
  }

  /**
   * Reads a prompt by the name that it ships under ({@code radiology-ja-v1}) or by its path.
   *
   * @throws UserException (usage) if there is none, or it is empty, too long, not UTF-8, or its
   *     examples are not of the form of {@link PromptReader}
   */
  static Prompt read(String nameOrPath) {
    return PromptReader.read(PromptReader.FILE.read(nameOrPath));
  }

  public static Prompt of(String fileName, byte[] utf8) {
    return PromptReader.read(PromptReader.FILE.content(fileName, fileName, utf8));
  }
}
