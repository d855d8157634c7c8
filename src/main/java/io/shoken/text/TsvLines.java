package io.shoken.text;

import io.shoken.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Small hand-written TSV files: a name, a tab, terms separated by {@code |}; # opens a comment. */
public final class TsvLines {
  private static final int MAX_TERMS = 20_000;

  /** One line: its name and its terms in NFKC, at least one, none of them empty. */
  public record Line(String name, List<String> terms) {}

  private TsvLines() {}

  /**
   * The lines of a file's content.
   *
   * @param file how error messages name it
   * @throws UserException (INPUT) at the first line that is not of that form
   */
  public static List<Line> parse(String file, String content) {
    List<Line> lines = new ArrayList<>();
    int terms = 0;
    int number = 0;
    for (String line : content.split("\r?\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Line parsed = parseLine(file + " line " + number, line);
      terms += parsed.terms().size();
      if (terms > MAX_TERMS) {
        throw UserException.input(file + " has more than " + MAX_TERMS + " terms; shorten it");
      }
      lines.add(parsed);
    }
    return List.copyOf(lines);
  }

  private static Line parseLine(String where, String line) {
    int tab = line.indexOf('\t');
    if (tab <= 0 || line.indexOf('\t', tab + 1) >= 0) {
      throw UserException.input(where + ": expected a name, one tab, and terms separated by |");
    }
    List<String> terms = new ArrayList<>();
    for (String term : line.substring(tab + 1).split("\\|", -1)) {
      if (term.isBlank()) {
        throw UserException.input(where + ": has an empty term; write no | at an end or twice");
      }
      terms.add(Normalizer.normalize(term, Normalizer.Form.NFKC));
    }
    return new Line(line.substring(0, tab), List.copyOf(terms));
  }

  /** A file that ships with the program, such as {@code /lexicon/cues.tsv}. */
  public static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(TsvLines.class.getResourceAsStream(name), () -> name)) {
      return strictUtf8(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Bytes as text, where a byte that is not UTF-8 is an error rather than a replacement mark. */
  public static String strictUtf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
