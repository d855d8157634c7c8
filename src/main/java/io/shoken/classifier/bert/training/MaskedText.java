package io.shoken.classifier.bert.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sequence with some words masked, which the model has to predict.
 *
 * @param ids what the model sees
 * @param places positions of the hidden words, in order
 * @param words their ids before masking
 */
public record MaskedText(List<Integer> ids, List<Integer> places, List<Integer> words) {
  private static final double SHARE = 0.15;

  /** The lists may not be changed afterwards. */
  public MaskedText {
    if (places.size() != words.size()) {
      throw new IllegalArgumentException(places.size() + " places, " + words.size() + " words");
    }
  }

  /**
   * Hides words as BERT does (arXiv 1810.04805): 15 % of the tokens between the first and the last,
   * at least one; of these 8 in 10 become [MASK], 1 in 10 another word, 1 in 10 stay.
   *
   * @param sequence [CLS] ... [SEP], at least one token between them
   * @param maskId id of [MASK]
   * @param vocabulary ids go from 0 to this
   * @param firstWord the least id that is a word rather than a special token
   */
  public static MaskedText of(
      int[] sequence, int maskId, int vocabulary, int firstWord, SplittableRandom random) {
    int body = sequence.length - 2;
    if (body < 1) {
      throw new IllegalArgumentException("no word to hide in " + sequence.length + " tokens");
    }
    int wanted = Math.max(1, (int) Math.round(SHARE * body));
    List<Integer> ids = new ArrayList<>(Arrays.stream(sequence).boxed().toList());
    List<Integer> places = new ArrayList<>();
    List<Integer> words = new ArrayList<>();
    int left = wanted;
    for (int i = 0; i < body && left > 0; i++) {
      // Each set of that many places is as likely as any other (selection sampling).
      if (random.nextInt(body - i) < left) {
        left--;
        places.add(i + 1);
        words.add(sequence[i + 1]);
        ids.set(i + 1, shown(sequence[i + 1], maskId, vocabulary, firstWord, random));
      }
    }
    return new MaskedText(ids, places, words);
  }

  private static int shown(
      int word, int maskId, int vocabulary, int firstWord, SplittableRandom random) {
    double draw = random.nextDouble();
    if (draw < 0.8) {
      return maskId;
    }
    return draw < 0.9 ? random.nextInt(firstWord, vocabulary) : word;
  }
}
