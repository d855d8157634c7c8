package io.shoken.evaluate;

import io.shoken.core.Hashes;
import io.shoken.core.SplitMix;
import java.io.Serializable;

/**
 * How often each bootstrap resample draws a report. A report's counts in B resamples of a large
 * corpus are independent Poisson(1) numbers (Chamandy, Muralidharan, Najmi and Naidu, "Estimating
 * uncertainty for massive data streams", Google 2012; Hanley and MacGibbon, Comput. Methods
 * Programs Biomed. 2006), so each can be drawn where the report lies, with nothing known of the
 * others. Here they follow from seed and report id alone: the same whatever the partitioning, and
 * the same for two models that are compared.
 */
final class PoissonWeights implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] CUMULATIVE = cumulative();

  private final int resamples;
  private final long seed;

  PoissonWeights(int resamples, long seed) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /** Weights of that report: 1 at index 0, the sample itself, then one for each resample. */
  int[] of(String reportId) {
    int[] weights = new int[resamples + 1];
    weights[0] = 1;
    long state =
        Long.parseUnsignedLong(
            Hashes.ofParts("bootstrap", Long.toString(seed), reportId).substring(0, 16), 16);
    for (int b = 1; b <= resamples; b++) {
      state += SplitMix.GOLDEN_GAMMA;
      weights[b] = poisson((SplitMix.mix(state) >>> 11) * 0x1p-53);
    }
    return weights;
  }

  private static int poisson(double uniform) {
    int k = 0;
    while (k < CUMULATIVE.length && uniform >= CUMULATIVE[k]) {
      k++;
    }
    return k;
  }

  private static double[] cumulative() {
    double[] cumulative = new double[18]; // 18: what is left beyond is below 2^-53
    double term = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += term;
      cumulative[k] = sum;
      term /= k + 1;
    }
    return cumulative;
  }
}
