package io.shoken.classifier.bert.engine;

import io.shoken.classifier.bert.weights.ModelFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A share in a model that this JVM loaded once. Tasks of an executor take and close leases as they
 * come and go; the model stays until another one is wanted on its device, so that it is not loaded
 * for every task, and memory never holds an idle one beside one in use.
 */
public final class ModelLease implements AutoCloseable {

  private record Key(Path folder, Precision precision, int threads, OptionalInt gpu, int tokens) {}

  private static final class Loaded {
    private final BertClassifier model;
    private int leases;

    Loaded(BertClassifier model) {
      this.model = model;
    }
  }

  private static final Map<Key, Loaded> MODELS = new HashMap<>();

  private final Loaded loaded;
  private boolean closed;

  private ModelLease(Loaded loaded) {
    this.loaded = loaded;
  }

  static ModelLease of(Path folder, Compute compute) {
    Key key =
        new Key(
            folder.toAbsolutePath().normalize(),
            compute.precision(),
            compute.threads(),
            compute.gpu(),
            compute.tokens());
    synchronized (MODELS) {
      Loaded loaded = MODELS.get(key);
      if (loaded == null) {
        closeIdle(other -> other.gpu().equals(key.gpu()));
        loaded = new Loaded(BertClassifier.load(ModelFolder.open(folder), compute));
        MODELS.put(key, loaded);
      }
      loaded.leases++;
      return new ModelLease(loaded);
    }
  }

  /** Frees every model that nobody holds a lease of. */
  public static void closeIdle() {
    synchronized (MODELS) {
      closeIdle(any -> true);
    }
  }

  /** How many models this JVM holds, in use or idle. */
  public static int loaded() {
    synchronized (MODELS) {
      return MODELS.size();
    }
  }

  /** The shared model; close the lease, not the model. */
  public BertClassifier model() {
    return loaded.model;
  }

  @Override
  public void close() {
    synchronized (MODELS) {
      if (!closed) {
        closed = true;
        loaded.leases--;
      }
    }
  }

  private static void closeIdle(Predicate<Key> which) {
    Iterator<Map.Entry<Key, Loaded>> all = MODELS.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Loaded> entry = all.next();
      if (entry.getValue().leases == 0 && which.test(entry.getKey())) {
        entry.getValue().model.close();
        all.remove();
      }
    }
  }
}
