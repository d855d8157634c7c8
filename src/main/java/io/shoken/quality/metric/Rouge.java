package io.shoken.quality.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * ROUGE-1, 2, L and Lsum (Lin 2004) as Google's rouge-score 0.1.2 defines them, on tokens of a
 * Japanese tokenizer: its own keeps only {@code a-z0-9} and gives 0. Each text has its F, precision
 * and recall, and a corpus their averages. A sentence of Lsum ends with {@code 。} or a line feed.
 * In percent, where rouge-score has shares.
 */
record Rouge(Tokenizer tokenizer) implements Measure {
  private static final List<String> TYPES = List.of("ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum");
  private static final char FULL_STOP = '\u3002';

  @Override
  public List<String> names() {
    String unit = Tokenizers.suffix(tokenizer);
    return TYPES.stream()
        .flatMap(t -> Stream.of(t + unit, t + unit + "-precision", t + unit + "-recall"))
        .toList();
  }

  @Override
  public Signature signature() {
    return new Signature(
        "nrefs:1",
        "tok:%s|stem:no|sent:kuten+lf|avg:text|version:rouge-score-0.1.2"
            .formatted(tokenizer.signature()));
  }

  @Override
  public int width() {
    return 1 + 3 * TYPES.size();
  }

  /** One pair, then for each type F, precision and recall in fixed point. */
  @Override
  public Counts count(Pair pair) {
    Pair.Ids ids = pair.ids(tokenizer);
    int h = ids.hypothesis().length;
    int r = ids.reference().length;
    long[] counts = new long[width()];
    counts[0] = 1;
    Overlap[] overlaps = Overlap.upTo(2, ids);
    for (int n = 0; n < 2; n++) {
      Overlap overlap = overlaps[n];
      put(counts, n, overlap.shared(), overlap.hypothesis(), overlap.reference());
    }
    put(counts, 2, new Lcs(ids.hypothesis(), ids.distinct()).length(ids.reference()), h, r);
    putSummary(counts, pair);
    return Counts.of(counts);
  }

  private static void put(long[] counts, int type, long hits, long hypothesis, long reference) {
    double precision = (double) hits / Math.max(1, hypothesis);
    double recall = (double) hits / Math.max(1, reference);
    double f = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    counts[1 + 3 * type] = Counts.fixed(f);
    counts[2 + 3 * type] = Counts.fixed(precision);
    counts[3 + 3 * type] = Counts.fixed(recall);
  }

  private void putSummary(long[] counts, Pair pair) {
    List<String> h = sentences(pair.hypothesis());
    List<String> r = sentences(pair.reference());
    if (h.size() == 1 && r.size() == 1) {
      // One sentence is the whole text; its summary score is ROUGE-L.
      System.arraycopy(counts, 1 + 3 * 2, counts, 1 + 3 * 3, 3);
      return;
    }
    Sentences both = Sentences.of(h, r, tokenizer);
    put(counts, 3, both.hits(), both.hypothesisLength(), both.referenceLength());
  }

  static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == FULL_STOP) {
        add(sentences, text.substring(start, c == '\n' ? i : i + 1));
        start = i + 1;
      }
    }
    add(sentences, text.substring(start));
    return sentences;
  }

  private static void add(List<String> sentences, String sentence) {
    if (!sentence.isEmpty()) {
      sentences.add(sentence);
    }
  }

  @Override
  public double[] scores(double[] total, Arithmetic p) {
    double[] scores = new double[3 * TYPES.size()];
    Arrays.setAll(scores, i -> total[0] > 0 ? 100 * Counts.share(total[1 + i]) / total[0] : 0);
    return scores;
  }
}
