package io.shoken.review.agreement;

/** What the distance between two categories is. */
public enum Level {
  /** The same or not. */
  NOMINAL,
  /** By the number of answers between them (Krippendorff), or by their rank (weighted kappa). */
  ORDINAL,
  /** The squared difference of their numbers. */
  INTERVAL
}
