package io.shoken.core;

/**
 * Text as it may be shown: control characters, format characters such as marks of direction, line
 * separators and halves of surrogate pairs are written as escapes, such as {@code \\u001b}. A name
 * out of a file, an argument or an answer then moves no cursor, hides nothing and turns no line
 * around.
 */
public final class Printable {
  private Printable() {}

  /** The text in one line: line feeds and tabs are escaped as well. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** The text with its line feeds, carriage returns and tabs. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean keepLayout) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean layout = c == '\n' || c == '\r' || c == '\t';
              if (layout ? keepLayout : !isHarmful(c)) {
                shown.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  shown.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return shown.toString();
  }

  private static boolean isHarmful(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
