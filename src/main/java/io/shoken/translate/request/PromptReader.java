package io.shoken.translate.request;

import io.shoken.core.UserException;
import io.shoken.llm.NamedFile;
import io.shoken.llm.NamedFile.Content;
import io.shoken.translate.request.Prompt.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a prompt: its text, then any number of examples, each in this form:
 *
 * <pre>
 * === example
 * --- english
 * No pleural effusion.
 * --- japanese
 * (its translation)
 * </pre>
 *
 * From the first example on, a line that begins with three equals signs or hyphens has to be one of
 * these marks, in their order. Parts may have several lines; empty lines around them do not count.
 * Messages name file and line and quote nothing.
 */
final class PromptReader {

  static final NamedFile FILE = new NamedFile("translate.prompt", "prompt", "/prompts/", ".txt");

  private static final String EXAMPLE = "=== example";
  private static final String ENGLISH = "--- english";
  private static final String JAPANESE = "--- japanese";
  private static final int MOST_EXAMPLES = 64;

  private final Content content;
  private final String[] lines;

  /** The line that is read next, from 0. */
  private int at;

  private PromptReader(Content content, String text) {
    this.content = content;
    this.lines = text.split("\n", -1);
  }

  /**
   * @throws UserException (usage) if it is empty, not UTF-8 or not of that form
   */
  static Prompt read(Content content) {
    String text = content.text().replace("\r\n", "\n");
    if (text.isBlank()) {
      throw FILE.bad(content.given(), "it is empty");
    }
    PromptReader reader = new PromptReader(content, text);
    String system = reader.system();
    List<Example> examples = new ArrayList<>();
    while (reader.at < reader.lines.length) {
      examples.add(reader.example());
      if (examples.size() > MOST_EXAMPLES) {
        throw reader.bad(reader.at, "over " + MOST_EXAMPLES + " examples, expected a few");
      }
    }
    return Prompt.of(content.id(text.strip()), system, examples);
  }

  private String system() {
    int start = at;
    while (at < lines.length && !lines[at].startsWith(EXAMPLE)) {
      at++;
    }
    return text(start, "the prompt's own text");
  }

  private Example example() {
    mark(EXAMPLE);
    while (at < lines.length && lines[at].isBlank()) {
      at++;
    }
    mark(ENGLISH);
    String english = part("the English of an example");
    mark(JAPANESE);
    return new Example(english, part("the Japanese of an example"));
  }

  private void mark(String mark) {
    if (at == lines.length || !lines[at].stripTrailing().equals(mark)) {
      throw bad(at, "expected the line \"" + mark + "\"");
    }
    at++;
  }

  private String part(String what) {
    int start = at;
    while (at < lines.length && !lines[at].startsWith("===") && !lines[at].startsWith("---")) {
      at++;
    }
    return text(start, what);
  }

  private String text(int start, String what) {
    String text = String.join("\n", List.of(lines).subList(start, at)).strip();
    if (text.isEmpty()) {
      throw bad(start, "expected " + what);
    }
    return text;
  }

  private UserException bad(int line, String why) {
    return FILE.bad(content.given(), Math.min(line, lines.length - 1) + 1, why);
  }
}
