package io.shoken.text.japanese;

import java.text.Normalizer;

/** Converts texts to the Unicode forms that tokenizers expect. */
final class UnicodeForms {
  private static final char REPLACEMENT = '\ufffd';

  private UnicodeForms() {}

  /** The compatibility composition (NFKC) of a text. */
  static String nfkc(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** The text with U+FFFD for each surrogate that has no partner, which no encoding can hold. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(
                c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
