package io.shoken.ingest.csv;

import java.io.Serializable;

/**
 * How a file writes its records.
 *
 * @param encoding of its bytes
 * @param separator of fields, an ASCII character
 * @param escape what makes a quote inside a field text
 * @param hasSeparatorLine whether a line such as {@code sep=;} stands before the header
 */
public record Dialect(Encoding encoding, char separator, Escape escape, boolean hasSeparatorLine)
    implements Serializable {
  /** RFC 4180 in UTF-8, as CT-RATE is written. */
  public static final Dialect STANDARD = new Dialect(Encoding.AUTO, ',', Escape.DOUBLED, false);

  /** The values of {@code ingest.separator}. */
  public enum Separator {
    /** What a line {@code sep=} says, else the one that the header has where it has no comma. */
    AUTO(','),
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char sign;

    Separator(char sign) {
      this.sign = sign;
    }
  }

  /** The values of {@code ingest.escape}. */
  public enum Escape {
    /** A quote is doubled, as RFC 4180 says. */
    DOUBLED,
    /** A backslash stands before a quote or a backslash; a doubled quote is understood too. */
    BACKSLASH
  }

  private static final String SEPARATOR_LINE = "sep=";

  /** The dialect of a file with this first line, where the settings leave the separator open. */
  public static Dialect of(
      String firstLine, Encoding encoding, Separator separator, Escape escape) {
    boolean says =
        firstLine.length() == SEPARATOR_LINE.length() + 1
            && firstLine.startsWith(SEPARATOR_LINE)
            && firstLine.charAt(SEPARATOR_LINE.length()) < 0x80;
    char sign = separator.sign;
    if (separator == Separator.AUTO && says) {
      sign = firstLine.charAt(SEPARATOR_LINE.length());
    } else if (separator == Separator.AUTO && firstLine.indexOf(',') < 0) {
      sign = firstLine.indexOf(';') >= 0 ? ';' : firstLine.indexOf('\t') >= 0 ? '\t' : ',';
    }
    return new Dialect(encoding, sign, escape, says);
  }
}
