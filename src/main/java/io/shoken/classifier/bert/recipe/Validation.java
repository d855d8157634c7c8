package io.shoken.classifier.bert.recipe;

import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.classifier.statistics.LabelledLogits;
import io.shoken.classifier.statistics.NoisyOr;
import io.shoken.domain.Finding;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The validation part: reports that are not trained on, and a model's logits for them. */
final class Validation {
  private static final int FINDINGS = Finding.values().length;

  private final ReadingMode reading;
  private final List<LabelledReport> reports;
  private final List<int[]> sequences = new ArrayList<>();
  private final List<List<Integer>> ofReport = new ArrayList<>();

  Validation(List<LabelledReport> reports, Sequences cut) {
    this.reading = cut.reading();
    this.reports = reports;
    Map<IntBuffer, Integer> numbers = new HashMap<>();
    for (LabelledReport report : reports) {
      List<Integer> own = new ArrayList<>();
      for (int[] sequence : cut.toRead(report.text())) {
        own.add(numbers.computeIfAbsent(IntBuffer.wrap(sequence), s -> add(sequence)));
      }
      ofReport.add(own);
    }
  }

  private int add(int[] sequence) {
    sequences.add(sequence);
    return sequences.size() - 1;
  }

  boolean isEmpty() {
    return reports.isEmpty();
  }

  /** The model's logits with the labels; each distinct sequence is read once. */
  LabelledLogits score(Function<List<int[]>, float[][]> model) {
    float[][] logits = model.apply(sequences);
    double[][] pooled = new double[reports.size()][FINDINGS];
    boolean[][] labels = new boolean[reports.size()][FINDINGS];
    for (int r = 0; r < pooled.length; r++) {
      List<float[]> own = ofReport.get(r).stream().map(s -> logits[s]).toList();
      for (int k = 0; k < FINDINGS; k++) {
        pooled[r][k] = pool(own, k);
        labels[r][k] = reports.get(r).has(k);
      }
    }
    return new LabelledLogits(pooled, labels);
  }

  private double pool(List<float[]> own, int finding) {
    return switch (reading) {
      case EVIDENCE -> NoisyOr.logit(own, finding);
      case REPORT -> own.stream().mapToDouble(z -> z[finding]).max().orElseThrow();
    };
  }
}
