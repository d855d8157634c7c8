package io.shoken.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one record, line by line, after RFC 4180 and strictly: a quote opens a field only
 * at its beginning, is doubled inside, and is followed by the separator or the end when it closes.
 * What a lenient reader would guess at is how a lost quote shows. It works on bytes: in UTF-8 no
 * byte of a longer character equals a separator or a quote. Not thread-safe: one a record.
 */
public final class FieldScanner {

  /** How far the record is. */
  public enum State {
    /** Its last field has ended. */
    COMPLETE,
    /** Inside a quoted field: the record goes on in the next line. */
    OPEN,
    /** A quote stands where none may. */
    MALFORMED
  }

  private enum At {
    FIELD_START,
    UNQUOTED,
    QUOTED,
    AFTER_QUOTE
  }

  private final char separator;
  private final boolean backslash;
  private final List<byte[]> fields = new ArrayList<>();
  private final ByteArrayOutputStream field = new ByteArrayOutputStream(256);
  private At at = At.FIELD_START;
  private boolean escaped;

  /** Of fields between commas, where a quote inside a field is doubled. */
  public FieldScanner() {
    this(',', false);
  }

  /**
   * Of fields between these ASCII characters.
   *
   * @param backslash whether a backslash before a quote or a backslash makes it text
   */
  public FieldScanner(char separator, boolean backslash) {
    this.separator = separator;
    this.backslash = backslash;
  }

  /** Takes the record's next line, without its end. */
  public State line(byte[] line) {
    if (at == At.QUOTED) {
      field.write('\n');
    }
    escaped = false;
    for (byte b : line) {
      if (!take(b)) {
        return State.MALFORMED;
      }
    }
    if (escaped) {
      field.write('\\'); // it ends the line, and so stands for itself
    }
    if (at == At.QUOTED) {
      return State.OPEN;
    }
    endField();
    return State.COMPLETE;
  }

  /** The fields so far; all of them once the state is {@code COMPLETE}. */
  public List<byte[]> fields() {
    return fields;
  }

  private boolean take(byte b) {
    if (escaped) {
      escaped = false;
      if (b != '"' && b != '\\') {
        field.write('\\');
      }
      field.write(b);
      return true;
    }
    if (backslash && b == '\\' && at != At.AFTER_QUOTE) {
      escaped = true;
      at = at == At.QUOTED ? At.QUOTED : At.UNQUOTED;
      return true;
    }
    if (at == At.QUOTED) {
      if (b == '"') {
        at = At.AFTER_QUOTE;
      } else {
        field.write(b);
      }
      return true;
    }
    if (b == separator) {
      endField();
      return true;
    }
    if (b == '"') {
      return quoteOutsideText();
    }
    if (at == At.AFTER_QUOTE) {
      return false;
    }
    field.write(b);
    at = At.UNQUOTED;
    return true;
  }

  /** A quote either opens a field or is the second of a doubled one. */
  private boolean quoteOutsideText() {
    if (at == At.UNQUOTED) {
      return false;
    }
    if (at == At.AFTER_QUOTE) {
      field.write('"');
    }
    at = At.QUOTED;
    return true;
  }

  private void endField() {
    fields.add(field.toByteArray());
    field.reset();
    at = At.FIELD_START;
  }
}
