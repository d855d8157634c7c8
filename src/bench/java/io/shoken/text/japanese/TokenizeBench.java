package io.shoken.text.japanese;

import io.shoken.text.japanese.mecab.Edition;
import io.shoken.text.japanese.mecab.MecabSegmenter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Reports per second of one thread's processor time, so that other work on the machine counts as
 * little as it can. Arguments: a file of texts parted by NUL, a tokenizer folder. bench/tokenize
 * runs it beside the Python originals.
 */
public final class TokenizeBench {
  private static final int ROUNDS = 12;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TokenizeBench() {}

  public static void main(String[] args) throws IOException {
    String[] texts = Files.readString(Path.of(args[0])).split("\0", -1);
    long start = System.nanoTime();
    MecabSegmenter unidic = MecabSegmenter.of(Edition.UNIDIC_LITE);
    print("load_seconds", (System.nanoTime() - start) / 1e9);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    print("heap_mb", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    MecabSegmenter ipadic = MecabSegmenter.of(Edition.IPADIC);
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(Path.of(args[1]));
    print("words_ipadic", best(texts, text -> ipadic.segment(text).asList().size()));
    print("words_unidic_lite", best(texts, text -> unidic.segment(text).asList().size()));
    print("tokens", best(texts, text -> tokenizer.encode(text).size()));
  }

  /** The best of some rounds, each on a thread of its own, which has seen none of the texts. */
  private static double best(String[] texts, ToIntFunction<String> work) {
    return IntStream.range(0, ROUNDS)
        .mapToDouble(
            round ->
                CompletableFuture.supplyAsync(
                        () -> rate(texts, work), task -> new Thread(task).start())
                    .join())
        .max()
        .orElseThrow();
  }

  private static double rate(String[] texts, ToIntFunction<String> work) {
    long sum = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    for (String text : texts) {
      sum += work.applyAsInt(text);
    }
    long spent = THREADS.getCurrentThreadCpuTime() - start;
    if (sum < 0) {
      throw new AssertionError("too many tokens to count");
    }
    return texts.length * 1e9 / spent;
  }

  private static void print(String name, double value) {
    System.out.printf("%s %.2f%n", name, value);
  }
}
