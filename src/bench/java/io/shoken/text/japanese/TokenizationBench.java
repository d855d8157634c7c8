package io.shoken.text.japanese;

import io.shoken.compose.ComposedTexts;
import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import io.shoken.text.japanese.mecab.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Time of a composed report on one thread. Every shot reads reports that were not read before, as a
 * corpus does: sentences recur, texts do not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 12)
@Measurement(iterations = 12)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class TokenizationBench {
  private static final int REPORTS = 2_000;
  private static final int VOCABULARY = 8_000;

  private final MecabSegmenter ipadic = MecabSegmenter.of(Edition.IPADIC);
  private final MecabSegmenter unidic = MecabSegmenter.of(Edition.UNIDIC_LITE);
  private JapaneseBertTokenizer tokenizer;
  private int batch;
  private List<String> texts;

  @Setup(Level.Trial)
  public void makeTokenizer() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String text : ComposedTexts.batch(batch++, REPORTS)) {
      TokenizerWriter.words(Edition.UNIDIC_LITE, text)
          .forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    Path folder = Files.createTempDirectory("bench-tokenizer");
    TokenizerWriter.write(
        folder, Edition.UNIDIC_LITE, TokenizerWriter.vocabulary(counts, VOCABULARY));
    tokenizer = JapaneseBertTokenizer.open(folder);
  }

  @Setup(Level.Iteration)
  public void composeTexts() {
    texts = ComposedTexts.batch(batch++, REPORTS);
  }

  @Benchmark
  @OperationsPerInvocation(REPORTS)
  public int wordsOfIpadic() {
    return words(ipadic);
  }

  @Benchmark
  @OperationsPerInvocation(REPORTS)
  public int wordsOfUnidicLite() {
    return words(unidic);
  }

  @Benchmark
  @OperationsPerInvocation(REPORTS)
  public int tokens() {
    int tokens = 0;
    for (String text : texts) {
      tokens += tokenizer.encode(text).size();
    }
    return tokens;
  }

  private int words(Segmenter segmenter) {
    int words = 0;
    for (String text : texts) {
      words += segmenter.segment(text).asList().size();
    }
    return words;
  }
}
