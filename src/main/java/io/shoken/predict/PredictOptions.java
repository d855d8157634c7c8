package io.shoken.predict;

import java.util.List;

/**
 * Options of the command {@code predict}.
 *
 * @param model the model folder, local or a Hadoop URI
 * @param splits whose reports are read; all where none is named
 */
public record PredictOptions(String model, List<String> splits) {
  public PredictOptions {
    splits = splits.stream().sorted().distinct().toList();
  }
}
