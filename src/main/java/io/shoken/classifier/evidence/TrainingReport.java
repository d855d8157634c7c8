package io.shoken.classifier.evidence;

import io.shoken.domain.Finding;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A report to learn from: its Japanese text and, in the order of {@link Finding}, which findings it
 * has. {@code fold} is the part of a cross-validation that it belongs to.
 */
public final class TrainingReport implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final boolean[] labels;
  private final int fold;

  /**
   * @throws IllegalArgumentException unless there is a label for each finding
   */
  public TrainingReport(String text, boolean[] labels, int fold) {
    if (labels.length != Finding.values().length) {
      throw new IllegalArgumentException(labels.length + " labels, one a finding expected");
    }
    this.text = text;
    this.labels = labels.clone();
    this.fold = fold;
  }

  public String text() {
    return text;
  }

  public boolean has(int finding) {
    return labels[finding];
  }

  public int fold() {
    return fold;
  }

  /** The same report in another fold. */
  TrainingReport inFold(int other) {
    return new TrainingReport(text, labels, other);
  }

  public boolean[] labels() {
    return Arrays.copyOf(labels, labels.length);
  }
}
