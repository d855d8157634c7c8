package io.shoken.classifier.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientTest {
  private static final long SEED = 7;

  private final List<TrainingReport> reports = SampleReports.reports(12);
  private final EvidenceSettings settings = SampleReports.settings(true);
  private final ClauseReader reader = ClauseReader.standard(settings);
  private final FeatureVocabulary vocabulary =
      FeatureVocabulary.of(FeatureCounts.of(reader, reports), settings);

  @Test
  void agreesWithFiniteDifferences() {
    EncodedReports encoded = EncodedReports.of(reader, vocabulary, reports);
    Weights weights = random();
    Gradient exact = encoded.gradient(weights);
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(weights.weight.length);
      assertThat(exact.weight[at])
          .as("weight %d, seed %d", at, SEED)
          .isCloseTo(difference(encoded, weights, weights.weight, at), within(1e-5));
    }
    for (int k = 0; k < weights.bias.length; k++) {
      assertThat(exact.bias[k])
          .isCloseTo(difference(encoded, weights, weights.bias, k), within(1e-5));
    }
  }

  private static double difference(
      EncodedReports encoded, Weights weights, double[] values, int at) {
    double step = 1e-5;
    double before = values[at];
    values[at] = before + step;
    double above = encoded.gradient(weights).loss;
    values[at] = before - step;
    double below = encoded.gradient(weights).loss;
    values[at] = before;
    return (above - below) / (2 * step);
  }

  @Test
  void partsAddUpToTheWholeInAnyOrder() {
    Weights weights = random();
    Gradient whole = EncodedReports.of(reader, vocabulary, reports).gradient(weights);
    Gradient first = EncodedReports.of(reader, vocabulary, reports.subList(0, 5)).gradient(weights);
    Gradient second =
        EncodedReports.of(reader, vocabulary, reports.subList(5, 12)).gradient(weights);
    Gradient joined = second.plus(first);
    assertThat(joined.reports).isEqualTo(12);
    assertThat(joined.loss).isCloseTo(whole.loss, within(1e-9));
    assertThat(joined.weight).containsExactly(whole.weight, within(1e-9));
    assertThat(joined.bias).containsExactly(whole.bias, within(1e-9));
  }

  @Test
  void theSameOrderGivesTheSameBits() {
    Weights weights = random();
    assertThat(EncodedReports.of(reader, vocabulary, reports).gradient(weights).weight)
        .isEqualTo(EncodedReports.of(reader, vocabulary, reports).gradient(weights).weight);
  }

  private Weights random() {
    Weights weights = Weights.initial(vocabulary.size(), -2);
    Random random = new Random(SEED);
    for (int i = 0; i < weights.weight.length; i++) {
      weights.weight[i] = random.nextGaussian();
    }
    return weights;
  }
}
