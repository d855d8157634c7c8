package io.shoken.quality.metric;

/** The alignment of the words of hypothesis and reference, and which words are wrong. */
final class TerAlignment {
  private final int[] toHypothesis;
  // How many words before a position are wrong.
  private final int[] referenceErrors;
  private final int[] hypothesisErrors;

  TerAlignment(BeamDistance.Step[] steps, int hypothesisLength, int referenceLength) {
    toHypothesis = new int[referenceLength];
    referenceErrors = new int[referenceLength + 1];
    hypothesisErrors = new int[hypothesisLength + 1];
    int i = 0;
    int j = 0;
    for (BeamDistance.Step step : steps) {
      int error = step == BeamDistance.Step.MATCH ? 0 : 1;
      if (step != BeamDistance.Step.INSERT) {
        hypothesisErrors[i + 1] = hypothesisErrors[i] + error;
        i++;
      }
      if (step != BeamDistance.Step.DELETE) {
        toHypothesis[j] = i - 1;
        referenceErrors[j + 1] = referenceErrors[j] + error;
        j++;
      }
    }
  }

  /** The word of the hypothesis that a word of the reference stands for or follows, or -1. */
  int toHypothesis(int at) {
    return toHypothesis[at];
  }

  /** Whether both sides are wrong there, and the block would not move within itself. */
  boolean allows(int start, int at, int length) {
    int target = toHypothesis[at];
    return hypothesisErrors[start + length] > hypothesisErrors[start]
        && referenceErrors[at + length] > referenceErrors[at]
        && (target < start || target >= start + length);
  }
}
