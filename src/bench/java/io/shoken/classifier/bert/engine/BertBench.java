package io.shoken.classifier.bert.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.classifier.bert.training.BatchOrder;
import io.shoken.classifier.bert.training.BertTrainer;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.training.TrainingExample;
import io.shoken.classifier.bert.weights.BertConfig;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.domain.Finding;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Speed and memory of the package bert on a model folder; {@code src/bench/python/bert_speed.py}
 * runs transformers on the same folder and lengths. Arguments: {@code predict|train|flat|train-flat
 * FOLDER LENGTHS PRECISION THREADS TOKENS COUNT}, {@code logits FOLDER FILE}, {@code save FROM TO}
 * or {@code fresh TO}; LENGTHS is a file with a number of tokens a line. With {@code
 * -Dshoken.gpu=0} on a GPU.
 */
final class BertBench {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BertBench() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "logits" -> logits(Path.of(args[1]), Path.of(args[2]));
      case "save" -> save(Path.of(args[1]), Path.of(args[2]));
      case "fresh" ->
          BertFolder.create(Path.of(args[1]), BertConfig.ofSize(60, 16, 2, 2), Map.of(), 1);
      default -> measure(args);
    }
  }

  private static void measure(String[] args) throws IOException {
    BertFolder folder = BertFolder.open(Path.of(args[1]));
    List<int[]> texts = texts(Path.of(args[2]), folder.config());
    String gpu = System.getProperty("shoken.gpu");
    Compute compute =
        new Compute(
            Precision.valueOf(args[3]),
            Integer.parseInt(args[4]),
            gpu == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(gpu)),
            Integer.parseInt(args[5]));
    int count = Integer.parseInt(args[6]);
    switch (args[0]) {
      case "predict" -> predict(folder, texts.subList(0, count), compute);
      case "train" -> train(folder, texts, compute, count);
      case "flat" -> flat(folder, texts, compute, count);
      case "train-flat" -> trainFlat(folder, texts, compute, count);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void predict(BertFolder folder, List<int[]> texts, Compute compute) {
    long start = System.nanoTime();
    try (BertModel model = BertModel.load(folder, compute)) {
      System.out.printf("loaded in %.1f s%n", seconds(start));
      model.logits(texts.subList(0, Math.min(4, texts.size())));
      for (int round = 0; round < 2; round++) {
        long begin = System.nanoTime();
        long cpu = cpu();
        model.logits(texts);
        System.out.printf("%.2f s of this thread's processor time%n", (cpu() - cpu) / 1e9);
        report("predict", compute, texts, seconds(begin), flops(folder.config(), texts));
      }
    }
  }

  private static void train(BertFolder folder, List<int[]> texts, Compute compute, int steps) {
    TrainSettings settings = TrainSettings.of(2e-5, 1000, 1);
    List<Integer> lengths = texts.stream().map(t -> t.length).toList();
    List<List<Integer>> order = BatchOrder.of(lengths, 8, 1, 0);
    try (BertTrainer trainer =
        BertTrainer.start(folder, ReadingMode.REPORT, Map.of(), settings, compute)) {
      trainer.step(examples(texts.subList(0, 2)));
      long begin = System.nanoTime();
      List<int[]> used = new ArrayList<>();
      for (List<Integer> batch : order.subList(0, steps)) {
        List<int[]> some = batch.stream().map(texts::get).toList();
        trainer.step(examples(some));
        used.addAll(some);
      }
      report("train", compute, used, seconds(begin), 3 * flops(folder.config(), used));
    }
  }

  /** Resident size and live arrays after each tenth of so many batches. */
  private static void flat(BertFolder folder, List<int[]> texts, Compute compute, int batches) {
    try (BertModel model = BertModel.load(folder, compute)) {
      for (int i = 0; i < batches; i++) {
        model.logits(List.of(texts.get(i % texts.size()), texts.get((i + 1) % texts.size())));
        if (i % (batches / 10) == batches / 10 - 1) {
          System.out.printf(
              "%d batches: %d MiB resident, %d live arrays%n",
              i + 1, resident(), model.manager().getManagedArrays().size());
        }
      }
    }
  }

  private static void trainFlat(BertFolder folder, List<int[]> texts, Compute compute, int steps) {
    TrainSettings settings = TrainSettings.of(1e-5, steps, 1);
    try (BertTrainer trainer =
        BertTrainer.start(folder, ReadingMode.REPORT, Map.of(), settings, compute)) {
      for (int i = 0; i < steps; i++) {
        int from = i % (texts.size() - 4);
        trainer.step(examples(texts.subList(from, from + 4)));
        if (i % (steps / 10) == steps / 10 - 1) {
          System.out.printf(
              "%d steps: %d MiB resident, %d live arrays%n",
              i + 1,
              resident(),
              trainer.learner().function().manager().getManagedArrays().size()
                  + trainer.learner().weights().live());
        }
      }
    }
  }

  private static void logits(Path folder, Path file) throws IOException {
    BertFolder opened = BertFolder.open(folder);
    List<int[]> rows = new ArrayList<>();
    Random random = new Random(1);
    for (int length : new int[] {1, 2, 17, 40}) {
      rows.add(random.ints(length, 5, opened.config().vocabulary()).toArray());
    }
    try (BertModel model = BertModel.load(opened, Compute.cpu(Precision.FP32, 2))) {
      ObjectNode json = JSON.createObjectNode();
      ArrayNode ids = json.putArray("rows");
      rows.forEach(row -> ids.add(JSON.valueToTree(row)));
      json.set("logits", JSON.valueToTree(model.logits(rows)));
      JSON.writeValue(file.toFile(), json);
    }
  }

  /** Fine-tunes for one step and writes the folder. */
  private static void save(Path from, Path to) {
    BertFolder folder = BertFolder.open(from);
    try (BertTrainer trainer =
        BertTrainer.start(
            folder,
            ReadingMode.REPORT,
            Map.of(),
            TrainSettings.of(1e-4, 10, 1),
            Compute.cpu(Precision.FP32, 2))) {
      trainer.step(examples(List.of(new int[] {5, 6, 7})));
      trainer.save(to, ModelNotes.unknown(ReadingMode.REPORT));
    }
  }

  private static List<TrainingExample> examples(List<int[]> texts) {
    List<Float> labels = new ArrayList<>(Collections.nCopies(Finding.values().length, 0f));
    labels.set(3, 1f);
    return texts.stream().map(t -> new TrainingExample(List.of(t), labels)).toList();
  }

  private static List<int[]> texts(Path lengths, BertConfig config) throws IOException {
    Random random = new Random(1);
    List<int[]> texts = new ArrayList<>();
    for (String line : Files.readAllLines(lengths)) {
      int length = Math.min(config.positions(), Integer.parseInt(line.strip()));
      texts.add(random.ints(length, 5, config.vocabulary()).toArray());
    }
    return texts;
  }

  private static double flops(BertConfig c, List<int[]> texts) {
    double perToken = 2.0 * (4.0 * c.hidden() * c.hidden() + 2.0 * c.hidden() * c.intermediate());
    return texts.stream()
        .mapToDouble(t -> c.layers() * t.length * (perToken + 4.0 * t.length * c.hidden()))
        .sum();
  }

  private static void report(
      String what, Compute compute, List<int[]> texts, double seconds, double flops) {
    int tokens = texts.stream().mapToInt(t -> t.length).sum();
    System.out.printf(
        "%s %s: %d texts, %d tokens in %.2f s: %.2f texts/s, %.0f tokens/s, %.0f GFLOP/s of use%n",
        what,
        compute,
        texts.size(),
        tokens,
        seconds,
        texts.size() / seconds,
        tokens / seconds,
        flops / seconds / 1e9);
  }

  /** With one thread, what a busy machine's other work does not change. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      return -1;
    }
  }
}
