package io.shoken.translate.request;

import static org.apache.spark.sql.functions.udf;

import io.shoken.text.ChatTokens;
import java.io.Serializable;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Tokens of a prompt, counted once, so that those of a call are exact and cheap.
 *
 * @param system of the prompt's text alone
 * @param systemAndBreak of the same with {@link #BREAK} after it
 * @param examples of their messages, frames included
 */
public record PromptTokens(int system, int systemAndBreak, int examples) implements Serializable {

  /**
   * What stands between the prompt's text and more. The encoding never joins a line feed with a
   * letter after it, so the tokens of what follows add to those before, if it begins with a letter.
   */
  static final String BREAK = "\n\n";

  public static PromptTokens of(Prompt prompt) {
    int[] examples =
        prompt.examples().stream()
            .flatMap(example -> Stream.of(example.english(), example.japanese()))
            .mapToInt(ChatTokens::of)
            .toArray();
    return new PromptTokens(
        ChatTokens.of(prompt.text()),
        ChatTokens.of(prompt.text() + BREAK),
        ChatTokens.ofPrompt(examples) - ChatTokens.ofPrompt());
  }

  /** Of each text of a column. */
  public static Column of(Column texts) {
    return udf((UDF1<String, Integer>) ChatTokens::of, DataTypes.IntegerType).apply(texts);
  }

  /**
   * Prompt tokens of a call.
   *
   * @param more what the system message says beside the prompt's text; empty or begins with a
   *     letter
   * @param textTokens of the source text
   */
  int ofCall(String more, int textTokens) {
    int all = more.isEmpty() ? system : systemAndBreak + ChatTokens.of(more);
    return ChatTokens.ofPrompt(all, textTokens) + examples;
  }
}
