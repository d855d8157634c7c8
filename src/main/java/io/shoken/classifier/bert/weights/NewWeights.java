package io.shoken.classifier.bert.weights;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Weights of a model that has not been trained, as BERT starts: matrices drawn from a normal
 * distribution around 0, biases 0, LayerNorm's scale 1. Each tensor is drawn from the seed and its
 * name alone, so it is the same on any machine, whichever other tensors are drawn.
 *
 * @param classifierBias in place of 0
 */
record NewWeights(
    Map<String, List<Long>> shapes, BertConfig config, long seed, float classifierBias)
    implements TensorSource {

  @Override
  public void read(String name, FloatBuffer into) {
    int size = Math.toIntExact(TensorSource.size(shapes.get(name)));
    if (shapes.get(name).size() == 1) {
      float value = constant(name);
      for (int i = 0; i < size; i++) {
        into.put(value);
      }
      return;
    }
    Random random = new Random(31 * seed + name.hashCode());
    boolean wordTable = name.endsWith("word_embeddings.weight");
    for (int i = 0; i < size; i++) {
      float value = (float) (random.nextGaussian() * config.initializerRange());
      // The padding token's vector is 0, as torch's embedding has it.
      into.put(wordTable && i / config.hidden() == config.padId() ? 0f : value);
    }
  }

  private float constant(String name) {
    if (name.equals("classifier.bias")) {
      return classifierBias;
    }
    return name.endsWith("LayerNorm.weight") ? 1f : 0f;
  }
}
