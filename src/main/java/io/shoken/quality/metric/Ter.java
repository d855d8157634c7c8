package io.shoken.quality.metric;

import java.util.List;

/**
 * Translation edit rate (Snover et al., 2006): insertions, deletions, substitutions and moves of
 * blocks over the reference's length, equal to sacreBLEU's. Japanese has no spaces, so its words
 * come from {@code before}: MeCab tokens or characters, which is what sacreBLEU gives for a file
 * tokenized in that way.
 */
final class Ter implements Measure {
  private final Tokenizer before;
  private final Options options;
  private final Tokenizer tokenizer;

  /**
   * Tercom's options.
   *
   * @param normalized separate punctuation, resolve XML escapes
   * @param noPunctuation leave punctuation out
   * @param asianSupport do both for Asian punctuation as well; normalized also cuts at ideographs
   * @param caseSensitive whether case counts
   */
  public record Options(
      boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {
    /** sacreBLEU's: none of them. */
    public static final Options DEFAULT = new Options(false, false, false, false);
  }

  public Ter(Tokenizer before, Options options) {
    this.before = before;
    this.options = options;
    this.tokenizer = new TercomTokenizer(before, options);
  }

  @Override
  public List<String> names() {
    return List.of("TER" + Tokenizers.suffix(before));
  }

  @Override
  public Signature signature() {
    String entries =
        "case:%s|tok:tercom|norm:%s|punct:%s|asian:%s"
            .formatted(
                options.caseSensitive() ? "mixed" : "lc",
                yes(options.normalized()),
                yes(!options.noPunctuation()),
                yes(options.asianSupport()));
    boolean plain = before == Tokenizers.none();
    return Signature.sacrebleu(plain ? entries : entries + "|input:" + before.signature());
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  @Override
  public int width() {
    return 2;
  }

  /** Edits, then words of the reference. */
  @Override
  public Counts count(Pair pair) {
    Pair.Ids ids = pair.ids(tokenizer);
    return Counts.of(ShiftSearch.edits(ids.hypothesis(), ids.reference()), ids.reference().length);
  }

  @Override
  public double[] scores(double[] total, Arithmetic p) {
    if (total[1] > 0) {
      return new double[] {p.round(100 * p.round(total[0] / total[1]))};
    }
    return new double[] {total[0] > 0 ? 100 : 0};
  }

  @Override
  public Arithmetic resamplingArithmetic() {
    return Arithmetic.SINGLE;
  }

  @Override
  public Arithmetic averagingArithmetic() {
    return Arithmetic.SINGLE;
  }
}
