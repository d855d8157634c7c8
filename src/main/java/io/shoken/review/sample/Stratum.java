package io.shoken.review.sample;

import java.util.Locale;

/** A group of reports of which each gets its share of a sample; the first that fits a report. */
public enum Stratum {
  /** The answer to a text was rejected. */
  REJECTED,
  /** A check fails in a text. */
  DOUBTFUL,
  /** Has a finding that at most one report in twenty has. */
  RARE_FINDING,
  /** Among the longest fifth of all candidates. */
  LONG,
  /** All others. */
  USUAL;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
