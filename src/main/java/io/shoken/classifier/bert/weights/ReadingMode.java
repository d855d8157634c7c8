package io.shoken.classifier.bert.weights;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a model reads a report; saved with it, since it reads only as it was trained. */
public enum ReadingMode {
  /** The whole text at once, as the paper does; a text over the model's positions in windows. */
  REPORT(0),
  /** Each sentence alone; the report shows a finding unless every sentence shows none. */
  EVIDENCE(-3);

  private final float newBias;

  ReadingMode(float newBias) {
    this.newBias = newBias;
  }

  /**
   * The bias of a new classifier. Of some 25 sentences that each say half a yes, every finding
   * would be there: training would spend its first hundreds of steps on unlearning that.
   */
  public float newBias() {
    return newBias;
  }

  /** The value in settings and in {@code shoken.json}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reading of that key, or empty. */
  public static Optional<ReadingMode> ofKey(String key) {
    return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
  }
}
