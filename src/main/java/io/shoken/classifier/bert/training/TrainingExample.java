package io.shoken.classifier.bert.training;

import io.shoken.domain.Finding;
import java.util.List;

/**
 * A report to learn from.
 *
 * @param sequences token ids with their special tokens: the whole text as one under {@link
 *     ReadingMode#REPORT}, the report's sentences under {@link ReadingMode#EVIDENCE}
 * @param labels 0 or 1 per finding, in the order of {@link Finding}
 */
public record TrainingExample(List<int[]> sequences, List<Float> labels) {

  /**
   * @throws IllegalArgumentException if there is no sequence, or the labels are not 18 of 0..1
   */
  public TrainingExample {
    sequences = List.copyOf(sequences);
    labels = List.copyOf(labels);
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("an example needs at least one sequence");
    }
    if (labels.size() != Finding.values().length
        || !labels.stream().allMatch(y -> y >= 0 && y <= 1)) {
      throw new IllegalArgumentException("an example needs 18 labels of 0..1");
    }
  }
}
