package io.shoken.page;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Markup that is escaped and well-formed as XML. Values enter through {@link #of} and are escaped
 * unless they are markup already.
 */
record Html(String markup) {
  static final Html NOTHING = new Html("");

  /**
   * Fills the {@code {}} of a template in order; a value that is no {@code Html} is escaped.
   *
   * @param template markup out of the source code, never out of data
   * @throws IllegalArgumentException if there are more or fewer values than places
   */
  static Html of(String template, Object... values) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf("{}", from);
      if (place < 0) {
        throw new IllegalArgumentException(values.length + " values for: " + template);
      }
      filled.append(template, from, place);
      filled.append(value instanceof Html html ? html.markup : escape(String.valueOf(value)));
      from = place + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException(values.length + " values for: " + template);
    }
    return new Html(filled.append(template, from, template.length()).toString());
  }

  /** The parts one after another. */
  static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  /** One piece of markup for each value. */
  static <T> Html each(List<T> values, Function<T, Html> piece) {
    return join(values.stream().map(piece).toList());
  }

  /**
   * The text with markup characters as references. Characters that XML does not allow, and format
   * characters that could turn a line around, become U+FFFD.
   */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.append((char) codePoint);
      default -> escaped.appendCodePoint(isAllowed(codePoint) ? codePoint : 0xfffd);
    }
  }

  private static boolean isAllowed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
      default -> (codePoint & 0xfffe) != 0xfffe;
    };
  }
}
