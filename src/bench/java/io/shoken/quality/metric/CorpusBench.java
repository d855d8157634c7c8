package io.shoken.quality.metric;

import io.shoken.compose.ComposedTexts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a pair of composed reports in corpus BLEU, chrF and ROUGE together, on one thread. A
 * hypothesis is its reference with two characters in a hundred left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 6)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class CorpusBench {
  private static final int PAIRS = 1_000;
  private static final int LEFT_OUT = 50;

  private final Tokenizer words = Tokenizers.jaMecab();
  private final Scorer scorer =
      new Scorer(List.of(Bleu.corpus(words), Chrf.plain(), new Rouge(words)), 0, 0);
  private int batch;
  private LinePairs pairs;

  @Setup(Level.Iteration)
  public void composePairs() {
    List<String> references =
        ComposedTexts.batch(batch++, PAIRS).stream().map(text -> text.replace('\n', ' ')).toList();
    pairs = new LinePairs(references.stream().map(CorpusBench::damaged).toList(), references);
  }

  private static String damaged(String text) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (i % LEFT_OUT != LEFT_OUT - 1) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public Scores bleuChrfAndRouge() {
    return pairs.score(scorer);
  }
}
