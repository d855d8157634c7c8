package io.shoken.page;

/**
 * A row of {@code evaluations}: numbers that are not defined are null.
 *
 * @param finding a finding, {@code macro}, {@code micro} or {@code exact_match}
 */
record Evaluated(
    String modelId,
    String labelSource,
    String split,
    String finding,
    Long n,
    Long positives,
    Double precision,
    Double recall,
    Double f1,
    Double f1Low,
    Double f1High,
    Double auroc,
    Double averagePrecision) {

  /** Whether this is a mean or a sum over findings. */
  boolean isOverall() {
    return finding.equals("macro") || finding.equals("micro") || finding.equals("exact_match");
  }
}
