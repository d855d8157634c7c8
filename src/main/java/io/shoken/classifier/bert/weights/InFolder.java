package io.shoken.classifier.bert.weights;

import io.shoken.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the reader of a folder inside it: a link may lead elsewhere on the machine. */
final class InFolder {
  private InFolder() {}

  /**
   * Requires a regular file that lies in the folder once all links are followed. The cache of
   * Hugging Face's hub is allowed too: there {@code snapshots/REVISION/} holds links to files in
   * {@code blobs/} beside {@code snapshots/}.
   *
   * @return the file
   * @throws UserException (INPUT) naming the place that a link leads to
   */
  static Path require(Path folder, Path file) {
    try {
      Path root = folder.toRealPath();
      Path real = file.toRealPath();
      if (!real.startsWith(root) && !inBlobs(root, real)) {
        throw UserException.input(
            file + " leads to " + real + ", outside the model folder; copy the file into it.");
      }
      if (!Files.isRegularFile(real)) {
        throw UserException.input(file + " is no regular file.");
      }
      return file;
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, file + " cannot be read: " + e, e);
    }
  }

  private static boolean inBlobs(Path root, Path real) {
    Path snapshots = root.getParent();
    return snapshots != null
        && snapshots.endsWith("snapshots")
        && snapshots.resolveSibling("blobs").equals(real.getParent());
  }
}
