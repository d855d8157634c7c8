package io.shoken.classifier.bert.recipe;

import io.shoken.domain.Finding;
import java.util.List;

/**
 * A report to learn from or to be tested on.
 *
 * @param labels by finding in file order
 */
public record LabelledReport(String text, List<Boolean> labels) {

  /**
   * @throws IllegalArgumentException if there are not 18 labels
   */
  public LabelledReport {
    labels = List.copyOf(labels);
    if (labels.size() != Finding.values().length) {
      throw new IllegalArgumentException(labels.size() + " labels");
    }
  }

  boolean has(int finding) {
    return labels.get(finding);
  }

  List<Float> targets() {
    return labels.stream().map(has -> has ? 1f : 0f).toList();
  }
}
