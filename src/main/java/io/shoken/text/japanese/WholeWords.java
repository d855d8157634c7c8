package io.shoken.text.japanese;

import java.util.Map;

/** Each word is a token; one that the vocabulary lacks keeps its text and has the unknown id. */
final class WholeWords implements Subwords {
  private final Map<String, Integer> ids;
  private final int unknown;

  WholeWords(Vocabulary vocabulary, int unknown) {
    this.ids = vocabulary.ids();
    this.unknown = unknown;
  }

  @Override
  public void cut(String text, int from, int to, Tokens out) {
    String word = text.substring(from, to);
    out.add(word, ids.getOrDefault(word, unknown));
  }
}
