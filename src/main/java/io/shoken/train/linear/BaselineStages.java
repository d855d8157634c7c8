package io.shoken.train.linear;

import java.util.stream.IntStream;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.ml.feature.VectorAssembler;

/** The stages of the baseline's pipeline that nothing has to be fitted for. */
final class BaselineStages {
  private BaselineStages() {}

  /** The characters of {@code text_ja} that are no white space. */
  static RegexTokenizer characters() {
    return new RegexTokenizer()
        .setInputCol("text_ja")
        .setOutputCol("characters")
        .setPattern("\\S")
        .setGaps(false)
        .setToLowercase(false);
  }

  /** Each n characters in a row. */
  static NGram ngrams(int n) {
    return new NGram().setN(n).setInputCol("characters").setOutputCol("ngrams_" + n);
  }

  /** The counts of all lengths in one vector. */
  static VectorAssembler counts() {
    return new VectorAssembler()
        .setInputCols(
            IntStream.rangeClosed(BaselineFit.SHORTEST, BaselineFit.LONGEST)
                .mapToObj(n -> "counts_" + n)
                .toArray(String[]::new))
        .setOutputCol("counts");
  }

  /** The weighed counts, scaled to length 1. */
  static Normalizer unitLength() {
    return new Normalizer().setInputCol("weighed").setOutputCol("features");
  }
}
