package io.shoken.review.sample;

import java.util.List;
import java.util.Map;

/**
 * A drawn sample.
 *
 * @param reports in the order of their strata
 * @param perReviewer report ids by reviewer, each in that reviewer's own order; rejected answers
 *     first
 */
public record Sample(
    List<Drawn> reports, List<Share> strata, Map<String, List<String>> perReviewer) {

  /** A report with its stratum; {@code shared} by all reviewers or for one of them. */
  public record Drawn(String reportId, Stratum stratum, boolean shared) {}

  /**
   * How a stratum is represented.
   *
   * @param weight reports of the population for each drawn one: 300 reports of which 12 were drawn
   *     give 25. A mean over the population is the mean of strata, weighed by weight x drawn
   */
  public record Share(Stratum stratum, int population, int drawn, double weight) {}

  /** The weight of a stratum's reports. */
  public double weight(Stratum stratum) {
    return strata.stream()
        .filter(s -> s.stratum() == stratum)
        .mapToDouble(Share::weight)
        .findFirst()
        .orElse(1);
  }
}
