package io.shoken.classifier.bert.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shoken.classifier.bert.engine.Buffered;
import io.shoken.classifier.bert.engine.TokenBatches;
import io.shoken.classifier.bert.training.BatchOrder;
import io.shoken.classifier.bert.training.MaskedText;
import io.shoken.classifier.bert.training.Pass;
import io.shoken.classifier.bert.training.TrainSettings;
import io.shoken.classifier.bert.training.TrainingExample;
import io.shoken.classifier.statistics.NoisyOr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to sequences before and after the model: grouping, hiding, pooling. */
class ReadingModeTest {

  @Test
  void batchesHoldEveryIndexOnceWithinTheBudget() {
    Random random = new Random(1);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      texts.add(new int[1 + random.nextInt(300)]);
    }
    List<Integer> seen = new ArrayList<>();
    int padded = 0;
    for (List<Integer> batch : TokenBatches.of(texts, 1000)) {
      int width = batch.stream().mapToInt(i -> texts.get(i).length).max().orElseThrow();
      assertThat(width * batch.size()).isLessThanOrEqualTo(1000);
      padded += width * batch.size();
      seen.addAll(batch);
    }
    assertThat(seen).hasSize(200).doesNotHaveDuplicates();
    assertThat(padded).isLessThan((int) (1.05 * texts.stream().mapToInt(t -> t.length).sum()));
  }

  @Test
  void aSequenceOverTheBudgetGoesAlone() {
    assertThat(TokenBatches.of(List.of(new int[3], new int[50], new int[3]), 10))
        .containsExactly(List.of(1), List.of(0, 2));
  }

  @Test
  void aBufferHoldsNoMoreThanItsSize() {
    List<Integer> taken = new ArrayList<>();
    Iterator<Integer> source = IntStream.range(0, 10).boxed().peek(taken::add).iterator();
    Iterator<Integer> buffered = new Buffered<>(source, 4, held -> held);
    assertThat(buffered.next()).isZero();
    assertThat(taken.size()).isLessThanOrEqualTo(5);
    List<Integer> rest = new ArrayList<>();
    buffered.forEachRemaining(rest::add);
    assertThat(rest).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void noisyOrIsTheProbabilityThatAnySentenceSaysSo() {
    List<float[]> sentences = List.of(new float[] {-1f, 50f}, new float[] {0.5f, -60f});
    double p = 1 - (1 - sigmoid(-1)) * (1 - sigmoid(0.5));
    assertThat(NoisyOr.logit(sentences, 0)).isCloseTo(Math.log(p / (1 - p)), within(1e-9));
    assertThat(NoisyOr.logit(sentences, 1)).isCloseTo(50, within(1e-9));
    assertThat(NoisyOr.decider(sentences, 0)).isEqualTo(1);
    assertThat(NoisyOr.decider(sentences, 1)).isZero();
    assertThat(NoisyOr.logit(List.of(new float[] {-80f}), 0)).isCloseTo(-80, within(1e-9));
  }

  @Test
  void hidesFifteenPerCentOfTheWordsAsBertDoes() {
    int[] text = IntStream.range(0, 1002).map(i -> 5 + i % 90).toArray();
    SplittableRandom random = new SplittableRandom(1);
    int masked = 0;
    int kept = 0;
    int hidden = 0;
    for (int round = 0; round < 20; round++) {
      MaskedText hiddenText = MaskedText.of(text, 4, 100, 5, random);
      assertThat(hiddenText.places()).hasSize(150).doesNotHaveDuplicates();
      assertThat(Collections.min(hiddenText.places())).isPositive();
      assertThat(Collections.max(hiddenText.places())).isLessThan(1001);
      for (int i = 0; i < hiddenText.places().size(); i++) {
        int place = hiddenText.places().get(i);
        assertThat(hiddenText.words().get(i)).isEqualTo(text[place]);
        hidden++;
        masked += hiddenText.ids().get(place) == 4 ? 1 : 0;
        kept += hiddenText.ids().get(place) == text[place] ? 1 : 0;
      }
    }
    assertThat(masked / (double) hidden).isBetween(0.77, 0.83);
    assertThat(kept / (double) hidden).isBetween(0.08, 0.13);
    assertThat(MaskedText.of(new int[] {2, 9, 3}, 4, 100, 5, random).places()).containsExactly(1);
  }

  @Test
  void anEpochHoldsEveryExampleOnceInBatchesOfLikeLength() {
    List<Integer> lengths = new Random(2).ints(1000, 1, 500).boxed().toList();
    List<List<Integer>> batches = BatchOrder.of(lengths, 8, 3, 0);
    assertThat(batches).hasSize((int) BatchOrder.steps(1000, 8)).hasSize(125);
    assertThat(batches.stream().flatMap(List::stream)).hasSize(1000).doesNotHaveDuplicates();
    double used = 0;
    double padded = 0;
    for (List<Integer> batch : batches) {
      used += batch.stream().mapToInt(lengths::get).sum();
      padded += batch.size() * batch.stream().mapToInt(lengths::get).max().orElseThrow();
    }
    assertThat(used / padded).isGreaterThan(0.9);
    assertThat(BatchOrder.of(lengths, 8, 3, 0)).isEqualTo(batches);
    assertThat(BatchOrder.of(lengths, 8, 3, 1)).isNotEqualTo(batches);
    assertThat(BatchOrder.of(lengths, 8, 4, 0)).isNotEqualTo(batches);
  }

  @Test
  void theRateRisesThenFallsToZero() {
    TrainSettings settings = new TrainSettings(1.0 / 1024, 10, 4, 0, 1, 1);
    double[] shares =
        IntStream.rangeClosed(0, 10).mapToDouble(s -> 1024 * settings.rate(s)).toArray();
    assertThat(shares)
        .containsExactly(
            new double[] {0, 0.25, 0.5, 0.75, 1, 5 / 6.0, 4 / 6.0, 0.5, 2 / 6.0, 1 / 6.0, 0},
            within(1e-12));
    assertThat(TrainSettings.of(0.01, 4, 1).rate(0)).isEqualTo(0.01);
  }

  @Test
  void aSentenceOfManyReportsIsReadOnceInAPass() {
    List<Float> labels = Collections.nCopies(18, 0f);
    int[] shared = {2, 7, 3};
    List<TrainingExample> batch =
        List.of(
            new TrainingExample(List.of(shared, new int[] {2, 8, 9, 3}), labels),
            new TrainingExample(List.of(shared.clone()), labels));
    List<Pass> passes = Pass.of(ReadingMode.EVIDENCE, batch, 1000);
    assertThat(passes).hasSize(1);
    assertThat(passes.get(0).blocks().stream().mapToInt(b -> b.rows().size()).sum()).isEqualTo(2);
    assertThat(passes.get(0).links())
        .containsExactly(new Pass.Link(1, 0), new Pass.Link(0, 0), new Pass.Link(1, 1));
    assertThat(Pass.of(ReadingMode.EVIDENCE, batch, 8)).hasSize(2);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
