package io.shoken.console;

/** How text lies on a terminal. */
final class Terminal {

  private Terminal() {}

  /** Cells that the text takes: 2 for wide characters, 0 for combining ones (Unicode UAX #11). */
  static int width(String text) {
    return text.codePoints().map(Terminal::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f // Hangul Jamo
            || (c >= 0x2e80 && c <= 0x303e) // CJK radicals, ideographic space and marks
            || (c >= 0x3041 && c <= 0xa4cf) // kana, CJK ideographs, Yi
            || (c >= 0xac00 && c <= 0xd7a3) // Hangul syllables
            || (c >= 0xf900 && c <= 0xfaff) // compatibility ideographs
            || (c >= 0xfe30 && c <= 0xfe6f) // vertical and small forms
            || (c >= 0xff00 && c <= 0xff60) // full-width forms
            || (c >= 0xffe0 && c <= 0xffe6) // full-width signs
            || (c >= 0x1f300 && c <= 0x1f64f) // pictographs
            || (c >= 0x1f900 && c <= 0x1f9ff)
            || (c >= 0x20000 && c <= 0x3fffd)); // ideographs beyond the first plane
  }
}
