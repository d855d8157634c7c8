package io.shoken.ingest.csv;

import io.shoken.text.FieldScanner;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether a line begins a record by its first field: an id followed by a comma. What an id
 * looks like is learnt from the records that were read well (letters as {@code a}, digits as {@code
 * 9}: {@code a_9_a_9.a.a}); CT-RATE's names are known from the start. Not thread-safe: one a file.
 */
final class RecordStart {
  private static final Pattern CT_RATE =
      Pattern.compile("(train|valid)_\\d+_[a-z]+_\\d+(\\.nii(\\.gz)?)?");
  private static final Pattern ID_LIKE = Pattern.compile("(?=.*\\d)[\\w.:/-]{1,200}");
  private static final int MAX_ID = 200; // bytes
  private static final int MAX_SHAPES = 16; // more kinds of ids than any one source has
  private static final int TELLING_ID = 8; // characters, and
  private static final int TELLING_SHAPE = 5; // signs of its shape: no word of a text looks so

  private final int columns;
  private final Dialect dialect;
  private final Set<String> shapes = new LinkedHashSet<>();

  RecordStart(int columns, Dialect dialect) {
    this.columns = columns;
    this.dialect = dialect;
  }

  /** Learns from the first field of a record that was read well. */
  void learn(byte[] firstField) {
    String id = new String(firstField, StandardCharsets.ISO_8859_1);
    if (shapes.size() < MAX_SHAPES && !id.isEmpty() && id.length() <= MAX_ID) {
      shapes.add(shape(id));
    }
  }

  /** Learns from the beginning of a broken record where nothing better was seen so far. */
  void learnFromBroken(byte[] line) {
    if (shapes.isEmpty()) {
      learn(firstField(line).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Whether a line may begin a record, asked after a broken one. */
  boolean isPossible(byte[] line) {
    String id = firstField(line);
    if (CT_RATE.matcher(id).matches() || shapes.contains(shape(id))) {
      return true;
    }
    return ID_LIKE.matcher(id).matches() && (shapes.isEmpty() || isWholeRecord(line));
  }

  /**
   * Whether a line begins a record even inside an open quote. This holds only for ids that no line
   * of a report's text begins with.
   */
  boolean isCertain(byte[] line) {
    String id = firstField(line);
    if (CT_RATE.matcher(id).matches()) {
      return true;
    }
    String shape = shape(id);
    boolean telling = id.length() >= TELLING_ID && shape.length() >= TELLING_SHAPE;
    return telling && ID_LIKE.matcher(id).matches() && shapes.contains(shape);
  }

  private boolean isWholeRecord(byte[] line) {
    FieldScanner scanner = RecordReader.scanner(dialect);
    return scanner.line(line) == FieldScanner.State.COMPLETE && scanner.fields().size() == columns;
  }

  /** The first field, quoted or not, or an empty string where no separator follows it soon. */
  private String firstField(byte[] line) {
    char separator = dialect.separator();
    int from = line.length > 0 && line[0] == '"' ? 1 : 0;
    for (int i = from; i < line.length && i - from <= MAX_ID; i++) {
      if (line[i] == (from == 1 ? '"' : separator)) {
        boolean separated = from == 0 || (i + 1 < line.length && line[i + 1] == separator);
        return separated ? new String(line, from, i - from, StandardCharsets.ISO_8859_1) : "";
      }
    }
    return "";
  }

  private static String shape(String id) {
    StringBuilder shape = new StringBuilder();
    char last = 0;
    for (int i = 0; i < id.length(); i++) {
      char kind = kind(id.charAt(i));
      boolean run = kind == last && (kind == 'a' || kind == '9' || kind == 'u');
      if (!run) {
        shape.append(kind);
      }
      last = kind;
    }
    return shape.toString();
  }

  private static char kind(char c) {
    if (c >= '0' && c <= '9') {
      return '9';
    }
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? 'a' : c >= 0x80 ? 'u' : c;
  }
}
