package io.shoken.classifier.evidence;

import static io.shoken.classifier.evidence.Weights.FINDINGS;

import io.shoken.classifier.statistics.NoisyOr;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Some training reports as numbers: each distinct clause once, as a row of a sparse matrix, and for
 * each report the rows of its clauses. Built once, read in every pass. Immutable.
 */
public final class EncodedReports implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnGroups groups;
  private final int[] rowStart;
  private final int[] at;
  private final double[] value;
  private final int[][] clausesOf;
  private final boolean[][] labels;

  private EncodedReports(
      int features,
      List<FeatureVocabulary.Sparse> rows,
      List<int[]> clausesOf,
      List<boolean[]> labels) {
    this.groups = new ColumnGroups(features, rows);
    List<FeatureVocabulary.Sparse> grouped = rows.stream().map(groups::grouped).toList();
    this.rowStart = new int[rows.size() + 1];
    for (int r = 0; r < rows.size(); r++) {
      rowStart[r + 1] = Math.addExact(rowStart[r], grouped.get(r).at.length);
    }
    this.at = new int[rowStart[rows.size()]];
    this.value = new double[at.length];
    for (int r = 0; r < rows.size(); r++) {
      int length = grouped.get(r).at.length;
      System.arraycopy(grouped.get(r).at, 0, at, rowStart[r], length);
      System.arraycopy(grouped.get(r).value, 0, value, rowStart[r], length);
    }
    this.clausesOf = clausesOf.toArray(new int[0][]);
    this.labels = labels.toArray(new boolean[0][]);
  }

  /** Encodes the reports in their order. */
  public static EncodedReports of(
      ClauseReader reader, FeatureVocabulary vocabulary, Iterable<TrainingReport> reports) {
    Map<String, Integer> rowOf = new HashMap<>();
    List<FeatureVocabulary.Sparse> rows = new ArrayList<>();
    List<int[]> clausesOf = new ArrayList<>();
    List<boolean[]> labels = new ArrayList<>();
    for (TrainingReport report : reports) {
      List<String> clauses = reader.clauses(report.text());
      int[] rowsOfReport = new int[clauses.size()];
      for (int c = 0; c < rowsOfReport.length; c++) {
        String clause = clauses.get(c);
        Integer row = rowOf.get(clause);
        if (row == null) {
          row = rows.size();
          rowOf.put(clause, row);
          rows.add(vocabulary.encode(reader.features(clause)));
        }
        rowsOfReport[c] = row;
      }
      clausesOf.add(rowsOfReport);
      labels.add(report.labels());
    }
    return new EncodedReports(vocabulary.size(), rows, clausesOf, labels);
  }

  /** Loss and gradient of these reports at the given weights. */
  public Gradient gradient(Weights weights) {
    Weights ofGroups = groups.sum(weights);
    Gradient sum = new Gradient(groups.size());
    int rows = rowStart.length - 1;
    double[] z = new double[rows * FINDINGS];
    double[] one = new double[FINDINGS];
    for (int r = 0; r < rows; r++) {
      ofGroups.score(at, value, rowStart[r], rowStart[r + 1], one);
      System.arraycopy(one, 0, z, r * FINDINGS, FINDINGS);
    }
    double[] slopes = pool(z, sum);
    backward(z, slopes, sum);
    return groups.spread(sum);
  }

  /** Adds each report's loss; returns, for each clause and finding, the sum of dLoss/dS. */
  private double[] pool(double[] z, Gradient sum) {
    double[] softplus = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      softplus[i] = NoisyOr.softplus(z[i]);
    }
    double[] slopes = new double[z.length];
    double[] s = new double[FINDINGS];
    for (int i = 0; i < clausesOf.length; i++) {
      Arrays.fill(s, 0);
      for (int row : clausesOf[i]) {
        for (int k = 0; k < FINDINGS; k++) {
          s[k] += softplus[row * FINDINGS + k];
        }
      }
      for (int k = 0; k < FINDINGS; k++) {
        sum.loss += NoisyOr.loss(s[k], labels[i][k]);
        s[k] = NoisyOr.slope(s[k], labels[i][k]);
      }
      for (int row : clausesOf[i]) {
        for (int k = 0; k < FINDINGS; k++) {
          slopes[row * FINDINGS + k] += s[k];
        }
      }
    }
    sum.reports = clausesOf.length;
    return slopes;
  }

  private void backward(double[] z, double[] slopes, Gradient sum) {
    double[] dz = new double[FINDINGS];
    for (int r = 0; r + 1 < rowStart.length; r++) {
      for (int k = 0; k < FINDINGS; k++) {
        int i = r * FINDINGS + k;
        dz[k] = slopes[i] * NoisyOr.sigmoid(z[i]);
        sum.bias[k] += dz[k];
      }
      for (int i = rowStart[r]; i < rowStart[r + 1]; i++) {
        int row = at[i] * FINDINGS;
        double x = value[i];
        for (int k = 0; k < FINDINGS; k++) {
          sum.weight[row + k] += x * dz[k];
        }
      }
    }
  }
}
