package io.shoken.classifier.bert.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Weights on disk, under the names that the file gives them. */
public interface WeightFile extends Closeable {

  /** What the file says of one tensor. */
  record Entry(Dtype dtype, List<Long> shape) {
    public Entry {
      shape = List.copyOf(shape);
    }
  }

  Map<String, Entry> entries();

  /** The size on disk; of all shards together where there are several. */
  long bytes() throws IOException;

  /**
   * Puts the tensor's values, row by row and in 32 bits, into the buffer, which has exactly their
   * number left.
   *
   * @throws io.shoken.core.UserException (input) if a value is no finite number; the message names
   *     the tensor and the file
   */
  void read(String name, FloatBuffer into) throws IOException;
}
