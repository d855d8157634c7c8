package io.shoken.compose;

import java.util.Locale;

/** Where in a report a sentence stands, in the order in which a report is read. */
enum Part {
  CLINICAL(0),
  TECHNIQUE(0),
  OPENING(1),
  AIRWAY(2),
  VESSELS(2),
  HEART(1),
  ESOPHAGUS(1),
  NODES(1),
  LUNG(2),
  PLEURA(1),
  ABDOMEN(2),
  BONE(2),
  /** A line of the impression about a finding. */
  IMPRESSION(0),
  /** A line of the impression about anything else. */
  ADVICE(2),
  /** The whole impression where there is nothing to tell. */
  NORMAL(0);

  private final int maxBackground;

  Part(int maxBackground) {
    this.maxBackground = maxBackground;
  }

  static Part of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** How many sentences that decide no finding it has at the most. */
  int maxBackground() {
    return maxBackground;
  }

  boolean isFindings() {
    return compareTo(OPENING) >= 0 && compareTo(BONE) <= 0;
  }
}
