package io.shoken.bert;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.shoken.bert.BertTensors.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a BERT to guess hidden words, so that it learns a corpus' language before it sees a label.
 * Not safe for several threads; one per process.
 */
public final class MaskedWordTrainer implements AutoCloseable {
  private static final Set<Part> PARTS = Set.of(Part.ENCODER, Part.WORDS);
  private static final String METHOD = "train_masked";

  private final ModelFolder from;
  private final int tokens;
  private final Learner learner;

  private MaskedWordTrainer(ModelFolder from, int tokens, Learner learner) {
    this.from = from;
    this.tokens = tokens;
    this.learner = learner;
  }

  /**
   * Loads the weights to start from; a model without word scores gets new ones from the seed.
   *
   * @throws io.shoken.report.UserException (input) if the weights are broken, or the model's word
   *     scores and word vectors are not one matrix; (unavailable) if a GPU was asked for and is
   *     missing
   */
  public static MaskedWordTrainer start(ModelFolder from, TrainSettings settings, Compute compute) {
    return new MaskedWordTrainer(
        from, compute.tokens(), Learner.start(from, PARTS, settings, compute));
  }

  /** Updates made so far. */
  public long steps() {
    return learner.steps();
  }

  /**
   * Learns from one batch.
   *
   * @return the mean loss over its hidden words before the update
   * @throws io.shoken.report.UserException (usage) if the training has run away
   */
  public double step(List<MaskedText> batch) {
    double loss = pass(batch, true);
    learner.update();
    return loss;
  }

  /** The mean loss over the hidden words, without dropout and without learning. */
  public double loss(List<MaskedText> texts) {
    return pass(texts, false);
  }

  /** As {@link BertTrainer#checkpoint}. */
  public void checkpoint(Path folder, Map<String, String> progress) {
    Checkpoint.write(folder, learner.state(), learner.steps(), identity(), progress);
  }

  /** As {@link BertTrainer#resume}. */
  public Optional<Map<String, String>> resume(Path folder) {
    Optional<Checkpoint.Resumed> resumed = Checkpoint.read(folder, learner.state(), identity());
    resumed.ifPresent(r -> learner.goOnAfter(r.steps()));
    return resumed.map(Checkpoint.Resumed::progress);
  }

  /**
   * Writes a Hugging Face folder ({@code BertForMaskedLM}) to fine-tune from.
   *
   * @param target a folder that is not there yet, or empty
   * @throws io.shoken.report.UserException (usage) if it holds something already
   */
  public void save(Path target, ModelNotes notes) {
    new FolderWriter(target)
        .tokenizerOf(from.path())
        .write(from.configFile().toJson(Architecture.MASKED_WORDS), notes, learner.weights());
  }

  /** Adds the batch's gradients, if training. */
  double pass(List<MaskedText> batch, boolean training) {
    List<int[]> sequences = batch.stream().map(MaskedWordTrainer::ids).toList();
    sequences.forEach(s -> SequenceReader.require(s, from.config()));
    double scale = 1.0 / batch.stream().mapToInt(t -> t.places().size()).sum();
    double loss = 0;
    int part = 0;
    for (List<Integer> group : TokenBatches.of(sequences, tokens)) {
      TokenBlock block = TokenBlock.of(group.stream().map(sequences::get).toList());
      List<MaskedText> texts = group.stream().map(batch::get).toList();
      loss +=
          learner.loss(
              METHOD, part++, scale, training, (scope, in) -> add(scope, in, block, texts));
    }
    return loss;
  }

  private void add(NDManager scope, NDList in, TokenBlock block, List<MaskedText> texts) {
    learner.function().add(scope, in, block, "");
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

  private String identity() {
    return "masked words " + learner.identity();
  }

  Learner learner() {
    return learner;
  }

  @Override
  public void close() {
    learner.close();
  }
}
