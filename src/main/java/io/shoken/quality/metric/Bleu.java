package io.shoken.quality.metric;

import java.util.Arrays;
import java.util.List;

/**
 * BLEU (Papineni et al., 2002) with n-grams up to 4, equal to sacreBLEU's.
 *
 * @param tokenizer what a word is
 * @param smoothing for orders without a match
 * @param lowercase whether case is ignored
 * @param effectiveOrder whether orders that a short hypothesis cannot have are left out: meant for
 *     single sentences
 */
record Bleu(Tokenizer tokenizer, Smoothing smoothing, boolean lowercase, boolean effectiveOrder)
    implements Measure {
  private static final int ORDER = 4;
  private static final int WIDTH = 2 + 2 * ORDER;
  // Stands for the logarithm of zero.
  private static final double LOG_OF_ZERO = -9999999999.0;

  public Bleu {
    tokenizer = lowercase ? Tokenizers.lowercase(tokenizer) : tokenizer;
  }

  /** sacreBLEU's defaults for a corpus: exp smoothing, case counts, all four orders. */
  public static Bleu corpus(Tokenizer tokenizer) {
    return new Bleu(tokenizer, Smoothing.EXP, false, false);
  }

  /** sacreBLEU's defaults for single sentences: the same with effective order. */
  public static Bleu sentence(Tokenizer tokenizer) {
    return new Bleu(tokenizer, Smoothing.EXP, false, true);
  }

  @Override
  public List<String> names() {
    return List.of("BLEU" + Tokenizers.suffix(tokenizer));
  }

  @Override
  public Signature signature() {
    return Signature.sacrebleu(
        "case:%s|eff:%s|tok:%s|smooth:%s"
            .formatted(
                lowercase ? "lc" : "mixed",
                effectiveOrder ? "yes" : "no",
                tokenizer.signature(),
                smoothing.signature()));
  }

  @Override
  public int width() {
    return WIDTH;
  }

  /** Lengths of hypothesis and reference, then matches by order, then n-grams by order. */
  @Override
  public Counts count(Pair pair) {
    Pair.Ids ids = pair.ids(tokenizer);
    Overlap[] overlaps = Overlap.upTo(ORDER, ids);
    long[] counts = new long[WIDTH];
    counts[0] = ids.hypothesis().length;
    counts[1] = ids.reference().length;
    for (int n = 0; n < ORDER; n++) {
      counts[2 + n] = overlaps[n].shared();
      counts[2 + ORDER + n] = overlaps[n].hypothesis();
    }
    return Counts.of(counts);
  }

  @Override
  public double[] scores(double[] total, Arithmetic p) {
    return new double[] {detail(total, p).score()};
  }

  /** The score with what it is made of. */
  public Detail detail(Counts total) {
    return detail(total.toDoubles(), Arithmetic.DOUBLE);
  }

  private Detail detail(double[] total, Arithmetic p) {
    double penalty = brevityPenalty(total[0], total[1]);
    double[] precisions = new double[ORDER];
    int order = ORDER;
    double halving = 1;
    boolean anyMatch = total[2] + total[3] + total[4] + total[5] > 0;
    for (int n = 0; anyMatch && n < ORDER; n++) {
      double added = smoothing == Smoothing.ADD_K && n > 0 ? smoothing.value() : 0;
      double matches = p.round(total[2 + n] + added);
      double ngrams = p.round(total[2 + ORDER + n] + added);
      if (ngrams == 0) {
        break;
      }
      order = effectiveOrder ? n + 1 : ORDER;
      if (matches > 0) {
        precisions[n] = p.round(p.round(100 * matches) / ngrams);
      } else if (smoothing == Smoothing.EXP) {
        halving *= 2;
        precisions[n] = p.round(100 / p.round(halving * ngrams));
      } else if (smoothing == Smoothing.FLOOR) {
        precisions[n] = p.round(100 * smoothing.value() / ngrams);
      }
    }
    double score = anyMatch ? penalty * Math.exp(meanLog(precisions, order)) : 0;
    List<Double> byOrder = Arrays.stream(precisions).boxed().toList();
    return new Detail(score, byOrder, penalty, (long) total[0], (long) total[1]);
  }

  private static double brevityPenalty(double hypothesisLength, double referenceLength) {
    if (hypothesisLength >= referenceLength) {
      return 1;
    }
    return hypothesisLength > 0 ? Math.exp(1 - referenceLength / hypothesisLength) : 0;
  }

  private static double meanLog(double[] precisions, int order) {
    double sum = 0;
    for (int n = 0; n < order; n++) {
      sum += precisions[n] == 0 ? LOG_OF_ZERO : Math.log(precisions[n]);
    }
    return sum / order;
  }

  @Override
  public Arithmetic resamplingArithmetic() {
    return Arithmetic.SINGLE;
  }

  /**
   * A BLEU score and what it is made of.
   *
   * @param score percent
   * @param precisions percent by order
   * @param brevityPenalty in [0, 1]
   * @param hypothesisLength tokens
   * @param referenceLength tokens
   */
  public record Detail(
      double score,
      List<Double> precisions,
      double brevityPenalty,
      long hypothesisLength,
      long referenceLength) {

    /** What sacreBLEU prints behind the score. */
    public String verbose() {
      double ratio = referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
      StringBuilder text = new StringBuilder();
      for (double precision : precisions) {
        text.append(text.isEmpty() ? "" : "/").append(Decimals.fixed(precision, 1));
      }
      return text.append(" (BP = ")
          .append(Decimals.fixed(brevityPenalty, 3))
          .append(" ratio = ")
          .append(Decimals.fixed(ratio, 3))
          .append(" hyp_len = ")
          .append(hypothesisLength)
          .append(" ref_len = ")
          .append(referenceLength)
          .append(')')
          .toString();
    }
  }
}
