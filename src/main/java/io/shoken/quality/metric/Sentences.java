package io.shoken.quality.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pair as sentences of token numbers, for the summary-level LCS (Lin 2004, 3.2). */
record Sentences(List<int[]> hypothesis, List<int[]> reference, int distinct) {

  static Sentences of(List<String> hypothesis, List<String> reference, Tokenizer tokenizer) {
    Map<String, Integer> numbers = new HashMap<>();
    return new Sentences(
        number(hypothesis, tokenizer, numbers),
        number(reference, tokenizer, numbers),
        numbers.size());
  }

  private static List<int[]> number(
      List<String> sentences, Tokenizer tokenizer, Map<String, Integer> numbers) {
    List<int[]> numbered = new ArrayList<>(sentences.size());
    for (String sentence : sentences) {
      numbered.add(
          tokenizer.tokens(sentence).stream()
              .mapToInt(t -> numbers.computeIfAbsent(t, unused -> numbers.size()))
              .toArray());
    }
    return numbered;
  }

  int hypothesisLength() {
    return hypothesis.stream().mapToInt(s -> s.length).sum();
  }

  int referenceLength() {
    return reference.stream().mapToInt(s -> s.length).sum();
  }

  /**
   * Tokens of the reference that are part of a common subsequence with some sentence of the
   * hypothesis; a token counts no more often than either side has it.
   */
  int hits() {
    int[] left = counts(hypothesis);
    int[] leftInReference = counts(reference);
    List<Lcs> sentences = hypothesis.stream().map(s -> new Lcs(s, distinct)).toList();
    int hits = 0;
    for (int[] sentence : reference) {
      boolean[] union = new boolean[sentence.length];
      sentences.forEach(lcs -> lcs.mark(sentence, union));
      for (int i = 0; i < sentence.length; i++) {
        int token = sentence[i];
        if (union[i] && left[token] > 0 && leftInReference[token] > 0) {
          left[token]--;
          leftInReference[token]--;
          hits++;
        }
      }
    }
    return hits;
  }

  private int[] counts(List<int[]> sentences) {
    int[] counts = new int[distinct];
    for (int[] sentence : sentences) {
      for (int token : sentence) {
        counts[token]++;
      }
    }
    return counts;
  }
}
