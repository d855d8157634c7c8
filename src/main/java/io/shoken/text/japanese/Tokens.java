package io.shoken.text.japanese;

import java.util.Arrays;
import java.util.List;

/** Collects the tokens of one text. */
final class Tokens {
  private final TokenTable table;
  private String[] tokens = new String[512];
  private int[] ids = new int[512];
  private int size;
  private int[] sentenceStarts = new int[64];
  private int sentences;

  Tokens(TokenTable table) {
    this.table = table;
  }

  int size() {
    return size;
  }

  void add(int id) {
    add(table.token(id), id);
  }

  void add(String token, int id) {
    if (size == ids.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
      ids = Arrays.copyOf(ids, 2 * size);
    }
    tokens[size] = token;
    ids[size++] = id;
  }

  /** Forgets all tokens from this number on. */
  void cutBack(int size) {
    this.size = size;
  }

  /** Says that the next token begins a sentence. */
  void startSentence() {
    if (sentences > 0 && sentenceStarts[sentences - 1] == size) {
      return;
    }
    if (sentences == sentenceStarts.length) {
      sentenceStarts = Arrays.copyOf(sentenceStarts, 2 * sentences);
    }
    sentenceStarts[sentences++] = size;
  }

  Encoding encoding() {
    return new Encoding(
        List.of(Arrays.copyOf(tokens, size)),
        Arrays.copyOf(ids, size),
        Arrays.copyOf(sentenceStarts, sentences));
  }
}
