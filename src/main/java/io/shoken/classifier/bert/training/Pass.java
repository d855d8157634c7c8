package io.shoken.classifier.bert.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.shoken.classifier.bert.engine.BertFunction;
import io.shoken.classifier.bert.engine.Outputs;
import io.shoken.classifier.bert.engine.TokenBatches;
import io.shoken.classifier.bert.engine.TokenBlock;
import io.shoken.classifier.bert.weights.ReadingMode;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a batch that goes through the model at once: as many sequences as fit in memory.
 *
 * @param blocks the distinct sequences, of like length in a block
 * @param rows the labels of each example
 * @param links for {@link ReadingMode#EVIDENCE}, which sequence (counted through the blocks) stands
 *     in which example; empty where sequence i is example i
 */
public record Pass(List<TokenBlock> blocks, List<List<Float>> rows, List<Link> links) {

  /** A sequence of an example. */
  public record Link(int sequence, int example) {}

  /** Blocks of a pass hold an eighth of its tokens, so that a long sentence pads few others. */
  private static final int BLOCKS = 8;

  /**
   * Cuts a batch into passes that fit into memory.
   *
   * @throws IllegalArgumentException if a report that is read whole has more than one sequence
   */
  public static List<Pass> of(ReadingMode reading, List<TrainingExample> batch, int tokens) {
    return switch (reading) {
      case REPORT -> whole(batch, tokens);
      case EVIDENCE -> pooled(batch, tokens);
    };
  }

  private static List<Pass> whole(List<TrainingExample> batch, int tokens) {
    List<int[]> texts = new ArrayList<>();
    for (TrainingExample example : batch) {
      if (example.sequences().size() != 1) {
        throw new IllegalArgumentException(
            "a report that is read whole has " + example.sequences().size() + " sequences");
      }
      texts.add(example.sequences().get(0));
    }
    List<Pass> passes = new ArrayList<>();
    for (List<Integer> part : TokenBatches.of(texts, tokens)) {
      TokenBlock block = TokenBlock.of(part.stream().map(texts::get).toList());
      List<List<Float>> rows = part.stream().map(i -> batch.get(i).labels()).toList();
      passes.add(new Pass(List.of(block), rows, List.of()));
    }
    return passes;
  }

  private static List<Pass> pooled(List<TrainingExample> batch, int tokens) {
    List<Pass> passes = new ArrayList<>();
    List<TrainingExample> group = new ArrayList<>();
    int held = 0;
    for (TrainingExample example : batch) {
      int more = example.sequences().stream().mapToInt(s -> s.length).sum();
      if (!group.isEmpty() && held + more > tokens) {
        passes.add(linked(group, tokens));
        group.clear();
        held = 0;
      }
      group.add(example);
      held += more;
    }
    passes.add(linked(group, tokens));
    return passes;
  }

  private static Pass linked(List<TrainingExample> group, int tokens) {
    Map<IntBuffer, Integer> distinct = new LinkedHashMap<>();
    List<int[]> sequences = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int e = 0; e < group.size(); e++) {
      for (int[] sequence : group.get(e).sequences()) {
        int number =
            distinct.computeIfAbsent(
                IntBuffer.wrap(sequence),
                s -> {
                  sequences.add(sequence);
                  return sequences.size() - 1;
                });
        links.add(new Link(number, e));
      }
    }
    List<List<Integer>> blocks = TokenBatches.of(sequences, Math.max(1, tokens / BLOCKS));
    int[] places = new int[sequences.size()];
    int place = 0;
    for (List<Integer> block : blocks) {
      for (int number : block) {
        places[number] = place++;
      }
    }
    return new Pass(
        blocks.stream()
            .map(block -> TokenBlock.of(block.stream().map(sequences::get).toList()))
            .toList(),
        group.stream().map(TrainingExample::labels).toList(),
        links.stream().map(l -> new Link(places[l.sequence()], l.example())).toList());
  }

  /** The function's method for such passes. */
  static String method(ReadingMode reading) {
    return switch (reading) {
      case REPORT -> "train_report";
      case EVIDENCE -> "train_evidence";
    };
  }

  /**
   * Adds the method's own arguments in its order.
   *
   * @param positive weights of positive labels in the model's order
   */
  void addTo(NDManager scope, NDList in, BertFunction function, Outputs outputs, float[] positive) {
    for (TokenBlock block : blocks) {
      function.add(scope, in, block, "[]");
    }
    if (!links.isEmpty()) {
      in.add(scope.create(links.stream().mapToLong(Link::sequence).toArray()));
      in.add(scope.create(links.stream().mapToLong(Link::example).toArray()));
    }
    float[] flat = new float[rows.size() * positive.length];
    for (int i = 0; i < rows.size(); i++) {
      float[] row = outputs.fromFindings(floats(rows.get(i)));
      System.arraycopy(row, 0, flat, i * row.length, row.length);
    }
    in.add(scope.create(flat, new Shape(rows.size(), positive.length)));
    in.add(scope.create(positive));
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
