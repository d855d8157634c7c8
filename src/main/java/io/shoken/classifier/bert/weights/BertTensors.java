package io.shoken.classifier.bert.weights;

import io.shoken.domain.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a BERT: names as {@code transformers} gives them to {@code
 * BertForSequenceClassification} and {@code BertForPreTraining}, and the shapes that a
 * configuration asks for.
 */
public final class BertTensors {

  /** A group of tensors that a model has or has not. */
  public enum Part {
    ENCODER,
    POOLER,
    CLASSIFIER,
    WORDS
  }

  private BertTensors() {}

  static Map<String, List<Long>> of(BertConfig config, Set<Part> parts) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    long hidden = config.hidden();
    if (parts.contains(Part.ENCODER)) {
      embeddings(shapes, config);
      for (int i = 0; i < config.layers(); i++) {
        layer(shapes, "bert.encoder.layer." + i + ".", config);
      }
    }
    if (parts.contains(Part.POOLER)) {
      linear(shapes, "bert.pooler.dense", hidden, hidden);
    }
    if (parts.contains(Part.CLASSIFIER)) {
      linear(shapes, "classifier", Finding.values().length, hidden);
    }
    if (parts.contains(Part.WORDS)) {
      linear(shapes, "cls.predictions.transform.dense", hidden, hidden);
      norm(shapes, "cls.predictions.transform.LayerNorm", hidden);
      shapes.put("cls.predictions.bias", List.of((long) config.vocabulary()));
    }
    return shapes;
  }

  private static void embeddings(Map<String, List<Long>> shapes, BertConfig config) {
    long hidden = config.hidden();
    String p = "bert.embeddings.";
    shapes.put(p + "word_embeddings.weight", List.of((long) config.vocabulary(), hidden));
    shapes.put(p + "position_embeddings.weight", List.of((long) config.positions(), hidden));
    shapes.put(p + "token_type_embeddings.weight", List.of((long) config.types(), hidden));
    norm(shapes, p + "LayerNorm", hidden);
  }

  private static void layer(Map<String, List<Long>> shapes, String p, BertConfig config) {
    long hidden = config.hidden();
    for (String projection : List.of("query", "key", "value")) {
      linear(shapes, p + "attention.self." + projection, hidden, hidden);
    }
    linear(shapes, p + "attention.output.dense", hidden, hidden);
    norm(shapes, p + "attention.output.LayerNorm", hidden);
    linear(shapes, p + "intermediate.dense", config.intermediate(), hidden);
    linear(shapes, p + "output.dense", hidden, config.intermediate());
    norm(shapes, p + "output.LayerNorm", hidden);
  }

  private static void linear(Map<String, List<Long>> shapes, String p, long out, long in) {
    shapes.put(p + ".weight", List.of(out, in));
    shapes.put(p + ".bias", List.of(out));
  }

  private static void norm(Map<String, List<Long>> shapes, String p, long size) {
    shapes.put(p + ".weight", List.of(size));
    shapes.put(p + ".bias", List.of(size));
  }
}
