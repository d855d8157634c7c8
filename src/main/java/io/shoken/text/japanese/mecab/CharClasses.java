package io.shoken.text.japanese.mecab;

/**
 * The character classes by which unknown words are guessed (MeCab's {@code char.def}). A character
 * has one leading class, whose rules count where a word starts with it, and a set of classes that
 * says which characters run together. Characters beyond the 16-bit plane are all as U+0000.
 */
final class CharClasses {
  private final byte[] leading;
  private final int[] sets;
  private final Rule[] rules;

  /**
   * @param leading leading class by char
   * @param sets bit set of classes by char
   * @param rules by class
   */
  CharClasses(byte[] leading, int[] sets, Rule[] rules) {
    this.leading = leading;
    this.sets = sets;
    this.rules = rules;
  }

  /**
   * How a class guesses words.
   *
   * @param always also where the dictionary has a word
   * @param whole the whole run of such characters is a word
   * @param lengths the first 1, 2 ... characters of a run are a word each, up to this number
   * @param head the entries that a guessed word gets
   */
  record Rule(boolean always, boolean whole, int lengths, int head) {}

  int set(char c) {
    return sets[c];
  }

  /** The class set of the character at {@code i}. */
  int set(char[] text, int i, int to) {
    return sets[unit(text, i, to)];
  }

  Rule rule(char[] text, int i, int to) {
    return rules[leading[unit(text, i, to)]];
  }

  /** Where the character at {@code i} ends. */
  static int next(char[] text, int i, int to) {
    return isPair(text, i, to) ? i + 2 : i + 1;
  }

  private static char unit(char[] text, int i, int to) {
    return isPair(text, i, to) ? 0 : text[i];
  }

  private static boolean isPair(char[] text, int i, int to) {
    return Character.isHighSurrogate(text[i])
        && i + 1 < to
        && Character.isLowSurrogate(text[i + 1]);
  }
}
