package io.shoken.quality.metric;

import io.shoken.text.PythonWhitespace;
import java.util.ArrayList;
import java.util.List;

/**
 * chrF (Popović 2015) and, with words, chrF++ (Popović 2017), equal to sacreBLEU's: character
 * n-grams up to 6 without white space, recall counting twice, orders that either side lacks left
 * out.
 *
 * @param wordOrder 0 for chrF, 2 for chrF++
 * @param lowercase whether case is ignored
 */
record Chrf(int wordOrder, boolean lowercase) implements Measure {
  private static final int CHARACTER_ORDER = 6;
  private static final int BETA = 2;
  private static final int BETA_SQUARED = BETA * BETA;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final Tokenizer WORDS =
      new Tokenizer() {
        @Override
        public String signature() {
          return "chrf-words";
        }

        @Override
        public List<String> tokens(String text) {
          return words(text);
        }
      };

  /** chrF2 with sacreBLEU's defaults. */
  public static Chrf plain() {
    return new Chrf(0, false);
  }

  /** chrF2++ with sacreBLEU's defaults. */
  public static Chrf plusPlus() {
    return new Chrf(2, false);
  }

  @Override
  public List<String> names() {
    return List.of("chrF" + BETA + "+".repeat(wordOrder));
  }

  @Override
  public Signature signature() {
    return Signature.sacrebleu(
        "case:%s|eff:yes|nc:%d|nw:%d|space:no"
            .formatted(lowercase ? "lc" : "mixed", CHARACTER_ORDER, wordOrder));
  }

  @Override
  public int width() {
    return 3 * (CHARACTER_ORDER + wordOrder);
  }

  /** For each order: n-grams of the hypothesis, of the reference, shared. */
  @Override
  public Counts count(Pair given) {
    Pair pair = lowercase ? given.lowercase() : given;
    long[] counts = new long[width()];
    put(Overlap.upTo(CHARACTER_ORDER, pair.ids(Tokenizers.character())), counts, 0);
    if (wordOrder > 0) {
      put(Overlap.upTo(wordOrder, pair.ids(WORDS)), counts, 3 * CHARACTER_ORDER);
    }
    return Counts.of(counts);
  }

  private static void put(Overlap[] overlaps, long[] counts, int offset) {
    for (int n = 0; n < overlaps.length; n++) {
      Overlap overlap = overlaps[n];
      // A reference without n-grams of this order gives the hypothesis no blame for its own.
      counts[offset + 3 * n] = overlap.reference() > 0 ? overlap.hypothesis() : 0;
      counts[offset + 3 * n + 1] = overlap.reference();
      counts[offset + 3 * n + 2] = overlap.shared();
    }
  }

  @Override
  public double[] scores(double[] total, Arithmetic p) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < total.length; i += 3) {
      if (total[i] > 0 && total[i + 1] > 0) {
        precision = p.round(precision + p.round(total[i + 2] / total[i]));
        recall = p.round(recall + p.round(total[i + 2] / total[i + 1]));
        orders++;
      }
    }
    if (orders == 0 || precision + recall == 0) {
      return new double[] {0};
    }
    precision = p.round(precision / orders);
    recall = p.round(recall / orders);
    double weighted = p.round(p.round((1 + BETA_SQUARED) * precision) * recall);
    double sum = p.round(p.round(BETA_SQUARED * precision) + recall);
    return new double[] {p.round(100 * p.round(weighted / sum))};
  }

  @Override
  public Arithmetic resamplingArithmetic() {
    return Arithmetic.SINGLE;
  }

  @Override
  public Arithmetic averagingArithmetic() {
    return Arithmetic.SINGLE;
  }

  /**
   * Words at white space; one mark of ASCII punctuation at the end, else at the front, is cut off.
   */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : PythonWhitespace.split(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }
}
