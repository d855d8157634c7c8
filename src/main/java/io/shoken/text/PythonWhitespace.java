package io.shoken.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits and strips text as Python's {@code str} does. Python counts more characters as white space
 * than {@link Character#isWhitespace} (no-break spaces, U+0085), and tokens and scores that equal
 * Python's depend on it. Offsets are chars.
 */
public final class PythonWhitespace {
  private PythonWhitespace() {}

  /** Whether Python's {@code str.isspace} holds for the code point. */
  public static boolean isSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** The pieces between runs of white space, as {@code str.split()} gives them. */
  public static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      if (isSpace(text.charAt(i))) {
        if (start >= 0) {
          pieces.add(text.substring(start, i));
        }
        start = -1;
      } else if (start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      pieces.add(text.substring(start));
    }
    return pieces;
  }

  /** {@code str.rstrip()}. */
  public static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code str.strip()}. */
  public static String strip(String text) {
    String head = stripTrailing(text);
    int start = 0;
    while (start < head.length() && isSpace(head.charAt(start))) {
      start++;
    }
    return head.substring(start);
  }
}
