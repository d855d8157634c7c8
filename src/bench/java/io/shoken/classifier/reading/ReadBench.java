package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.Precision;
import io.shoken.classifier.bert.weights.BertConfig;
import io.shoken.classifier.evidence.Passages;
import io.shoken.classifier.folder.ModelFolder;
import io.shoken.predict.FindingClassifier;
import io.shoken.text.japanese.Encoding;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.text.japanese.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reports per second through {@link FindingClassifier}, tokenization and Spark included, the model
 * loaded before. Arguments: a model folder, a file of texts parted by NUL, how many of them, {@code
 * fp32} or {@code bf16}, cores, {@code cpu} or {@code gpu}, padded positions of a batch. Prints one
 * line of JSON; bench/bert runs it beside transformers.
 */
final class ReadBench {
  private ReadBench() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    String[] all = Files.readString(Path.of(args[1])).split("\0", -1);
    List<String> texts = Arrays.asList(all).subList(0, Math.min(all.length, number(args[2])));
    Precision precision = Precision.valueOf(args[3].toUpperCase(java.util.Locale.ROOT));
    FindingClassifier stage =
        new FindingClassifier()
            .setModelFolder(folder.toString())
            .setInputCol("value")
            .setPrecision(precision.key())
            .setDevice(args[5])
            .setBatchTokens(number(args[6]));
    int cores = number(args[4]);
    try (SparkSession spark = session(cores)) {
      stage.transform(rows(spark, texts.subList(0, Math.min(4, texts.size())), cores)).count();
      long start = System.nanoTime();
      stage.transform(rows(spark, texts, cores)).count();
      double seconds = (System.nanoTime() - start) / 1e9;
      long[] work = work(folder, texts);
      System.out.printf(
          "{\"reports\": %d, \"seconds\": %.3f, \"tokens\": %d, \"flops\": %d}%n",
          texts.size(), seconds, work[0], work[1]);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static SparkSession session(int cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .config("spark.ui.enabled", false)
        .config("spark.log.level", "ERROR")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private static Dataset<Row> rows(SparkSession spark, List<String> texts, int cores) {
    return spark.createDataset(texts, Encoders.STRING()).toDF().repartition(cores);
  }

  /** Tokens that the model reads, without padding, and what they cost. */
  private static long[] work(Path folder, List<String> texts) {
    CheckedBert model =
        CheckedBert.open(
            new ModelFolder(folder.toString(), new org.apache.hadoop.conf.Configuration()));
    BertConfig config = io.shoken.classifier.bert.weights.BertFolder.open(folder).config();
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(folder);
    Windows windows = new Windows(config.positions(), 64);
    long tokens = 0;
    double flops = 0;
    for (String text : model.readsPassages() ? passages(model, texts) : texts) {
      Encoding encoding = tokenizer.encode(text);
      for (Windows.Window window : windows.of(encoding)) {
        int length = window.ids(encoding).length;
        tokens += length;
        flops += flops(config, length);
      }
    }
    return new long[] {tokens, Math.round(flops)};
  }

  private static Set<String> passages(CheckedBert model, List<String> texts) {
    Passages passages = CheckedBert.passages(model.notes());
    Set<String> shown = new LinkedHashSet<>();
    texts.forEach(text -> shown.addAll(passages.shown(passages.of(text))));
    return shown;
  }

  private static double flops(BertConfig c, int length) {
    double perToken = 2.0 * (4.0 * c.hidden() * c.hidden() + 2.0 * c.hidden() * c.intermediate());
    return c.layers() * length * (perToken + 4.0 * length * c.hidden());
  }
}
