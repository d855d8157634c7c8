package io.shoken.quality.metric;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The Java side of src/bench/python/score.py: BLEU, chrF and ROUGE of two files, on one thread. */
final class ScoreBench {
  private ScoreBench() {}

  /**
   * Prints the scores.
   *
   * @param args hypotheses, references, how many pairs of them
   */
  public static void main(String[] args) {
    LinePairs all = LinePairs.read(Path.of(args[0]), Path.of(args[1]));
    int n = Integer.parseInt(args[2]);
    Tokenizer words = Tokenizers.jaMecab();
    Scorer scorer = new Scorer(List.of(Bleu.corpus(words), Chrf.plain(), new Rouge(words)), 0, 0);
    Scores scores =
        new LinePairs(all.hypotheses().subList(0, n), all.references().subList(0, n)).score(scorer);
    System.out.printf(
        Locale.ROOT,
        "%.9f %.9f %.9f%n",
        value(scores, "BLEU"),
        value(scores, "chrF2"),
        value(scores, "ROUGE-L"));
  }

  private static double value(Scores scores, String metric) {
    return scores.rows().stream()
        .filter(row -> row.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
