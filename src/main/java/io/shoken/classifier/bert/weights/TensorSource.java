package io.shoken.classifier.bert.weights;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Named tensors that are read one at a time, so that a model is never in memory twice. */
public interface TensorSource {

  /** The shape of each tensor by its name in a Hugging Face checkpoint, in a steady order. */
  Map<String, List<Long>> shapes();

  /**
   * Puts the tensor's values, row by row, into the buffer, which has exactly their number left.
   *
   * @throws io.shoken.core.UserException (input) if a value is no finite number
   */
  void read(String name, FloatBuffer into) throws IOException;

  /** The number of values of that shape. */
  static long size(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
