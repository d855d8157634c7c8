package io.shoken.classifier.bert.engine;

import io.shoken.classifier.bert.weights.BertConfig;
import java.util.List;

/** Reads token sequences with the weights that a function holds, in batches of like length. */
public record SequenceLogits(
    BertFunction function, BertConfig config, Outputs outputs, int tokens) {

  /** As {@link BertModel#logits}. */
  public float[][] logits(List<int[]> sequences) {
    sequences.forEach(sequence -> require(sequence, config));
    float[][] logits = new float[sequences.size()][];
    for (List<Integer> batch : TokenBatches.of(sequences, tokens)) {
      TokenBlock block = TokenBlock.of(batch.stream().map(sequences::get).toList());
      float[][] rows = function.infer(block);
      for (int i = 0; i < rows.length; i++) {
        logits[batch.get(i)] = outputs.toFindings(rows[i]);
      }
    }
    return logits;
  }

  /**
   * PyTorch would read or write past a table's end on the processor, or lose the device.
   *
   * @throws IllegalArgumentException if the sequence is empty or too long, or an id has no row
   */
  public static void require(int[] sequence, BertConfig config) {
    if (sequence.length == 0 || sequence.length > config.positions()) {
      throw new IllegalArgumentException(
          "a sequence has " + sequence.length + " tokens, not 1.." + config.positions());
    }
    for (int id : sequence) {
      if (id < 0 || id >= config.vocabulary()) {
        throw new IllegalArgumentException(
            "token id " + id + " is not in a vocabulary of " + config.vocabulary());
      }
    }
  }
}
