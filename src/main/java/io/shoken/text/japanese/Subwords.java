package io.shoken.text.japanese;

/** How a word becomes tokens of the vocabulary. */
interface Subwords {

  /** Appends the tokens of the word that stands in {@code text} from {@code from} to {@code to}. */
  void cut(String text, int from, int to, Tokens out);
}
