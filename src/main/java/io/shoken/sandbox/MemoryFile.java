package io.shoken.sandbox;

import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a sentence memory: UTF-8, one pair a line, English and Japanese with one tab between; empty
 * lines are passed over, a byte order mark is dropped. Messages name file and line, never a
 * sentence.
 */
final class MemoryFile {

  private static final int MAX_LINE = 65_536;
  private static final long MAX_BYTES = 1L << 30;

  private final Path path;
  private final Map<String, String> pairs = new HashMap<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  private MemoryFile(Path path) {
    this.path = path;
  }

  /**
   * @throws UserException (input) if the file is missing, over 1 GiB, empty or not of that form
   */
  static SentenceMemory read(Path path) {
    MemoryFile file = new MemoryFile(path);
    file.readLines();
    if (file.pairs.isEmpty()) {
      throw UserException.input(
          "sentence memory %s: no pairs in it, expected lines \"English, tab, Japanese\""
              .formatted(path));
    }
    return new SentenceMemory(file.pairs);
  }

  private void readLines() {
    int number = 0;
    try {
      PlainFiles.require(path, MAX_BYTES);
      try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        String line;
        while ((line = reader.readLine()) != null) {
          number++;
          add(number, number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
        }
      }
    } catch (CharacterCodingException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "sentence memory %s: bytes after line %d are not UTF-8; save the file as UTF-8"
              .formatted(path, number),
          e);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "sentence memory %s: cannot be read (%s); set sandbox.memory to a readable file"
              .formatted(path, e.getClass().getSimpleName()),
          e);
    }
  }

  private void add(int number, String line) {
    if (line.isBlank()) {
      return;
    }
    if (line.length() > MAX_LINE) {
      throw bad(number, line.length() + " characters", "at most " + MAX_LINE);
    }
    String[] parts = line.split("\t", -1);
    if (parts.length != 2) {
      throw bad(number, (parts.length - 1) + " tabs", "one tab");
    }
    String english = SentenceMemory.fold(parts[0]);
    String japanese = parts[1].strip();
    if (english.isEmpty() || japanese.isEmpty()) {
      throw bad(number, "an empty side", "text on both sides of the tab");
    }
    String before = pairs.putIfAbsent(english, japanese);
    Integer firstLine = lineOf.putIfAbsent(english, number);
    if (before != null && !before.equals(japanese)) {
      throw bad(number, "other Japanese for the English of line " + firstLine, "one Japanese each");
    }
  }

  private UserException bad(int number, String seen, String expected) {
    return UserException.input(
        "sentence memory %s, line %d: %s, expected %s".formatted(path, number, seen, expected));
  }
}
