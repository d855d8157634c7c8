package io.shoken.text.japanese.mecab;

/** Cuts Japanese text into words. Implementations are thread-safe. */
public interface Segmenter {

  /**
   * The words of a text in order; white space is no word. The text is taken as it is: no Unicode
   * normal form is applied, so a caller that wants NFKC applies it first. Any text is accepted, an
   * empty one and one with unpaired surrogates included.
   */
  WordSpans segment(String text);

  /** The dictionary and its version, as a score's or a table's signature names it. */
  String signature();
}
