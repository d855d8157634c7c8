package io.shoken.classifier.bert.weights;

import io.shoken.core.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tensors of a model folder under the BERT function's names, new ones where it has none. */
public final class FolderWeights implements TensorSource, Closeable {
  private final Path path;
  private final WeightFile file;
  private final WeightNames names;
  private final NewWeights missing;

  FolderWeights(Path path, WeightFile file, WeightNames names, NewWeights missing) {
    this.path = path;
    this.file = file;
    this.names = names;
    this.missing = missing;
  }

  @Override
  public Map<String, List<Long>> shapes() {
    return missing.shapes();
  }

  @Override
  public void read(String name, FloatBuffer into) throws IOException {
    String inFile = names.inFile().get(name);
    if (inFile == null) {
      missing.read(name, into);
      return;
    }
    try {
      file.read(inFile, into);
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, path + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
