package io.shoken.quality.metric;

import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two UTF-8 files whose lines belong together, read as sacreBLEU reads them: only a line feed ends
 * a line, white space at its end is dropped, an empty line is an empty text.
 */
public record LinePairs(List<String> hypotheses, List<String> references) {
  private static final long MOST_BYTES = 1L << 30;

  /**
   * Reads both.
   *
   * @throws UserException (usage) if a file cannot be read; (input) if it is no UTF-8, which
   *     includes lone surrogates, if both files have different numbers of lines, or none
   */
  public static LinePairs read(Path hypothesis, Path reference) {
    List<String> hypotheses = lines(hypothesis);
    List<String> references = lines(reference);
    if (hypotheses.size() != references.size()) {
      throw UserException.input(
          "%s has %,d lines and %s has %,d; line by line they must belong together"
              .formatted(hypothesis, hypotheses.size(), reference, references.size()));
    }
    if (hypotheses.isEmpty()) {
      throw UserException.input(hypothesis + " and " + reference + " are empty: nothing to score");
    }
    return new LinePairs(hypotheses, references);
  }

  private static List<String> lines(Path file) {
    byte[] bytes = bytes(file);
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(decode(bytes, start, i, file, lines.size() + 1));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(decode(bytes, start, bytes.length, file, lines.size() + 1));
    }
    return lines;
  }

  private static byte[] bytes(Path file) {
    try {
      return PlainFiles.read(file, MOST_BYTES);
    } catch (UserException e) {
      throw UserException.usage(e.getMessage() + "; give an existing text file");
    }
  }

  private static String decode(byte[] bytes, int start, int end, Path file, int line) {
    try {
      ByteBuffer slice = ByteBuffer.wrap(bytes, start, end - start);
      return PythonText.stripTrailing(StandardCharsets.UTF_8.newDecoder().decode(slice).toString());
    } catch (CharacterCodingException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          file + " line " + line + " is no UTF-8; save the file as UTF-8",
          e);
    }
  }

  /** Scores all pairs; a pair's id is its line. */
  public Scores score(Scorer scorer) {
    List<Scorer.Counted> corpus = new ArrayList<>(hypotheses.size());
    for (int i = 0; i < hypotheses.size(); i++) {
      corpus.add(scorer.count("line " + (i + 1), hypotheses.get(i), references.get(i)));
    }
    return scorer.scores("file", corpus);
  }
}
