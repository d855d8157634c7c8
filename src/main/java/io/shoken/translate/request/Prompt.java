package io.shoken.translate.request;

import io.shoken.core.UserException;
import io.shoken.text.ChatTokens;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the model is told before every text: a system message, then examples, each sent as a user's
 * message and the assistant's answer to it.
 *
 * @param id file name without extension, {@code @}, the first 12 hex digits of the hash of the
 *     whole file with line feeds only and without outer white space
 * @param text the system message, with line feeds only and without outer white space
 * @param tokens counted once, so that counting those of a call is exact and cheap
 */
public record Prompt(String id, String text, List<Example> examples, Tokens tokens)
    implements Serializable {

  /**
   * Separates the prompt's text from what is added to it for one text. The encoding never joins a
   * line feed with a letter after it, so the tokens of both sides add up if the addition begins
   * with a letter.
   */
  static final String BREAK = "\n\n";

  /** A section and its translation as it should be. */
  record Example(String english, String japanese) implements Serializable {}

  /**
   * Tokens of a prompt.
   *
   * @param system of the system message
   * @param systemAndBreak of the system message with {@link #BREAK} after it
   * @param examples of their messages, with what frames them
   */
  record Tokens(int system, int systemAndBreak, int examples) implements Serializable {}

  static Prompt of(String id, String text, List<Example> examples) {
    int[] tokens =
        examples.stream()
            .flatMap(example -> Stream.of(example.english(), example.japanese()))
            .mapToInt(ChatTokens::of)
            .toArray();
    return new Prompt(
        id,
        text,
        List.copyOf(examples),
        new Tokens(
            ChatTokens.of(text),
            ChatTokens.of(text + BREAK),
            ChatTokens.ofPrompt(tokens) - ChatTokens.ofPrompt()));
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

  static Prompt of(String fileName, byte[] utf8) {
    return PromptReader.read(PromptReader.FILE.content(fileName, fileName, utf8));
  }

  /**
   * Prompt tokens of a call.
   *
   * @param addition to the system message; empty or begins with a letter
   * @param textTokens of the source text
   */
  int tokensOfCall(String addition, int textTokens) {
    int all =
        addition.isEmpty() ? tokens.system() : tokens.systemAndBreak() + ChatTokens.of(addition);
    return ChatTokens.ofPrompt(all, textTokens) + tokens.examples();
  }
}
