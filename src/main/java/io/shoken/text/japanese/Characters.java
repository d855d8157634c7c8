package io.shoken.text.japanese;

import java.util.Map;

/** Each code point of a word's NFKC form is a token, or the unknown token. */
final class Characters implements Subwords {
  private final Map<String, Integer> ids;
  private final int unknown;

  Characters(Vocabulary vocabulary, int unknown) {
    this.ids = vocabulary.ids();
    this.unknown = unknown;
  }

  @Override
  public void cut(String text, int from, int to, Tokens out) {
    UnicodeForms.nfkc(text.substring(from, to))
        .codePoints()
        .forEach(c -> out.add(ids.getOrDefault(Character.toString(c), unknown)));
  }
}
