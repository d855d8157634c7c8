package io.shoken.classifier.bert.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.SequenceLogits;
import io.shoken.classifier.bert.engine.TokenBatches;
import io.shoken.classifier.bert.engine.TokenBlock;
import io.shoken.classifier.bert.weights.Architecture;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.BertTensors.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Trains a BERT to predict masked words, so that it learns a corpus' language before it sees a
 * label. The loss is a mean over masked words.
 */
public final class MaskedWordTrainer extends Trainer<MaskedText> {
  private static final Set<Part> PARTS = Set.of(Part.ENCODER, Part.WORDS);
  private static final String METHOD = "train_masked";

  private final int tokens;

  private MaskedWordTrainer(BertFolder from, int tokens, Learner learner) {
    super(from, learner);
    this.tokens = tokens;
  }

  /**
   * Loads the weights to start from; a model without word scores gets new ones from the seed.
   *
   * @throws io.shoken.core.UserException (input) if the weights are broken, or the model's word
   *     scores and word vectors are not one matrix; (unavailable) if a GPU was asked for and is
   *     missing
   */
  public static MaskedWordTrainer start(BertFolder from, TrainSettings settings, Compute compute) {
    return new MaskedWordTrainer(
        from, compute.tokens(), Learner.start(from, PARTS, 0, settings, compute));
  }

  @Override
  double pass(List<MaskedText> batch, boolean training) {
    List<int[]> sequences = batch.stream().map(MaskedWordTrainer::ids).toList();
    sequences.forEach(s -> SequenceLogits.require(s, from().config()));
    double scale = 1.0 / batch.stream().mapToInt(t -> t.places().size()).sum();
    double loss = 0;
    int part = 0;
    for (List<Integer> group : TokenBatches.of(sequences, tokens)) {
      TokenBlock block = TokenBlock.of(group.stream().map(sequences::get).toList());
      List<MaskedText> texts = group.stream().map(batch::get).toList();
      loss +=
          learner()
              .loss(METHOD, part++, scale, training, (scope, in) -> add(scope, in, block, texts));
    }
    return loss;
  }

  private void add(NDManager scope, NDList in, TokenBlock block, List<MaskedText> texts) {
    learner().function().add(scope, in, block, "");
    List<Long> places = new ArrayList<>();
    List<Long> words = new ArrayList<>();
    for (int row = 0; row < texts.size(); row++) {
      long start = (long) row * block.width();
      texts.get(row).places().forEach(place -> places.add(start + place));
      texts.get(row).words().forEach(word -> words.add((long) word));
    }
    in.add(scope.create(places.stream().mapToLong(Long::longValue).toArray()));
    in.add(scope.create(words.stream().mapToLong(Long::longValue).toArray()));
  }

  private static int[] ids(MaskedText text) {
    return text.ids().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  String task() {
    return "masked words";
  }

  @Override
  Architecture architecture() {
    return Architecture.MASKED_WORDS;
  }
}
