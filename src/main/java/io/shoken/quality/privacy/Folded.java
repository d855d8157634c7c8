package io.shoken.quality.privacy;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The NFKC form of a text with the place of each of its chars in the text. Each letter is folded
 * with the marks that follow it.
 */
final class Folded {

  private static final String HALF_WIDTH_VOICING = "\uFF9E\uFF9F";

  private final String text;
  private final int[] starts;
  private final int[] ends;

  private Folded(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  static Folded of(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    int[] starts = new int[text.length() + 16];
    int[] ends = new int[text.length() + 16];
    for (int at = 0; at < text.length(); ) {
      int next = at + Character.charCount(text.codePointAt(at));
      while (next < text.length() && isMark(text.codePointAt(next))) {
        next += Character.charCount(text.codePointAt(next));
      }
      String unit = Normalizer.normalize(text.substring(at, next), Normalizer.Form.NFKC);
      while (folded.length() + unit.length() > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        ends = Arrays.copyOf(ends, 2 * ends.length);
      }
      for (int i = 0; i < unit.length(); i++) {
        starts[folded.length() + i] = at;
        ends[folded.length() + i] = next;
      }
      folded.append(unit);
      at = next;
    }
    return new Folded(folded.toString(), starts, ends);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || HALF_WIDTH_VOICING.indexOf(c) >= 0;
  }

  String text() {
    return text;
  }

  /** Where the char of the folded text begins in the text. */
  int start(int at) {
    return starts[at];
  }

  /** Where the char before {@code end} ends in the text. */
  int end(int end) {
    return ends[end - 1];
  }
}
