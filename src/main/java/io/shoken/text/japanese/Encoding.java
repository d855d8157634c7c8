package io.shoken.text.japanese;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A text as model input: {@code [CLS]}, the text's tokens, {@code [SEP]}, as long as the text makes
 * it. Immutable.
 */
public final class Encoding {
  private final List<String> tokens;
  private final int[] ids;
  private final int[] sentenceStarts;

  Encoding(List<String> tokens, int[] ids, int[] sentenceStarts) {
    this.tokens = tokens;
    this.ids = ids;
    this.sentenceStarts = sentenceStarts;
  }

  /**
   * An encoding that was kept as a row of the table {@code tokens}. Sentences are taken to end at
   * {@code 。}, as line ends are no tokens.
   *
   * @throws IllegalArgumentException if there are not as many ids as tokens, or fewer than two
   */
  public static Encoding of(List<String> tokens, int[] ids) {
    if (tokens.size() != ids.length || ids.length < 2) {
      throw new IllegalArgumentException(tokens.size() + " tokens and " + ids.length + " ids");
    }
    int[] starts =
        IntStream.range(1, ids.length - 1)
            .filter(i -> i == 1 || JapaneseBertTokenizer.endsSentence(tokens.get(i - 1)))
            .toArray();
    return new Encoding(List.copyOf(tokens), ids.clone(), starts);
  }

  /** Number of tokens, the two around the text included. */
  public int size() {
    return ids.length;
  }

  public List<String> tokens() {
    return tokens;
  }

  /** A copy of the ids. */
  public int[] ids() {
    return ids.clone();
  }

  /**
   * A copy of the places of the tokens that begin a sentence, rising: after {@code 。} and after a
   * line end.
   */
  int[] sentenceStarts() {
    return sentenceStarts.clone();
  }
}
