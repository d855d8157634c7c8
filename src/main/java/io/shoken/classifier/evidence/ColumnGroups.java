package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;
import static io.shoken.core.SplitMix.GOLDEN_GAMMA;
import static io.shoken.core.SplitMix.mix;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Features that occur in the same clauses with the same values, taken as one column. Most n-grams
 * of a corpus come in such groups, so a pass multiplies several times less. Exact: a group's weight
 * is the sum of its features' weights, and each of them has the group's gradient.
 */
final class ColumnGroups implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 128 bits; the chance that two different columns share them is negligible. */
  private record Signature(long high, long low) {}

  private final int[] groupOf;
  private final int size;

  ColumnGroups(int features, List<FeatureVocabulary.Sparse> rows) {
    long[] high = new long[features];
    long[] low = new long[features];
    for (int r = 0; r < rows.size(); r++) {
      FeatureVocabulary.Sparse row = rows.get(r);
      for (int i = 0; i < row.at.length; i++) {
        long entry = Double.doubleToLongBits(row.value[i]) + r * GOLDEN_GAMMA;
        high[row.at[i]] = mix(high[row.at[i]] ^ mix(entry));
        low[row.at[i]] = mix(low[row.at[i]] + mix(~entry));
      }
    }
    this.groupOf = new int[features];
    Map<Signature, Integer> known = new HashMap<>();
    for (int j = 0; j < features; j++) {
      groupOf[j] = known.computeIfAbsent(new Signature(high[j], low[j]), s -> known.size());
    }
    this.size = known.size();
  }

  int size() {
    return size;
  }

  /** A row with each of its groups once, ascending. */
  FeatureVocabulary.Sparse grouped(FeatureVocabulary.Sparse row) {
    double[] valueOf = new double[row.at.length];
    int[] groups = Arrays.stream(row.at).map(j -> groupOf[j]).sorted().distinct().toArray();
    for (int i = 0; i < row.at.length; i++) {
      valueOf[Arrays.binarySearch(groups, groupOf[row.at[i]])] = row.value[i];
    }
    return new FeatureVocabulary.Sparse(groups, Arrays.copyOf(valueOf, groups.length));
  }

  /** A weight a group and finding: the sum over its features. */
  Weights sum(Weights weights) {
    double[] sums = new double[size * FINDINGS];
    for (int j = 0; j < groupOf.length; j++) {
      int group = groupOf[j] * FINDINGS;
      for (int k = 0; k < FINDINGS; k++) {
        sums[group + k] += weights.weight[j * FINDINGS + k];
      }
    }
    return new Weights(sums, weights.bias);
  }

  /** The gradient by feature of a gradient by group. */
  Gradient spread(Gradient ofGroups) {
    Gradient gradient = new Gradient(groupOf.length);
    for (int j = 0; j < groupOf.length; j++) {
      System.arraycopy(
          ofGroups.weight, groupOf[j] * FINDINGS, gradient.weight, j * FINDINGS, FINDINGS);
    }
    System.arraycopy(ofGroups.bias, 0, gradient.bias, 0, FINDINGS);
    gradient.loss = ofGroups.loss;
    gradient.reports = ofGroups.reports;
    return gradient;
  }
}
