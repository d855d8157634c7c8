package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.BertClassifier;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.engine.ModelLease;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.Reading;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A share in the one reader that this JVM has for a model, a device and settings: the tasks of an
 * executor come and go, the model, its tokenizer and the passages that it has read stay, until
 * another model is wanted on the device, {@link #closeIdle}, or the application ends.
 */
public final class SharedReader implements AutoCloseable {

  private record Key(String hash, ReadingSettings settings, Compute compute) {}

  private static final class Held {
    private final ModelLease lease;
    private final ReportReader reader;
    private int shares;

    Held(ModelLease lease, ReportReader reader) {
      this.lease = lease;
      this.reader = reader;
    }
  }

  private static final Map<Key, Held> READERS = new HashMap<>();
  private static final Set<String> WATCHED = ConcurrentHashMap.newKeySet();

  private final Held held;
  private boolean closed;

  private SharedReader(Held held) {
    this.held = held;
  }

  /** The reader for the task that calls; the first one loads the model. */
  public static SharedReader take(BertJob job, Counts counts) {
    Compute compute = job.compute();
    Key key = new Key(job.files().hash(), job.settings(), compute);
    synchronized (READERS) {
      Held held = READERS.get(key);
      if (held == null) {
        close(other -> other.compute().gpu().equals(compute.gpu()));
        held = open(job, compute);
        counts.add(Counts.Name.MODEL_LOADS, 1);
        READERS.put(key, held);
      }
      held.shares++;
      return new SharedReader(held);
    }
  }

  private static Held open(BertJob job, Compute compute) {
    Path folder = job.files().here();
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(folder);
    ModelLease lease = BertClassifier.lease(folder, compute);
    ModelNotes notes = lease.model().notes();
    TextReader texts = new TextReader(tokenizer, lease.model(), job.settings());
    Verdicts verdicts = new Verdicts(notes);
    return new Held(
        lease,
        notes.reading() == Reading.EVIDENCE
            ? new ReportPassages(texts, verdicts, BertFolder.passages(notes))
            : new WholeReports(texts, verdicts, job.settings().evidence()));
  }

  public ReportReader reader() {
    return held.reader;
  }

  /** Closes this share when that task ends, however it does. */
  public SharedReader until(TaskContext task) {
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
    return this;
  }

  @Override
  public void close() {
    synchronized (READERS) {
      if (!closed) {
        closed = true;
        held.shares--;
      }
    }
  }

  /** Frees the models of this JVM that no task reads with. */
  public static void closeIdle() {
    synchronized (READERS) {
      close(any -> true);
    }
    ModelLease.closeIdle();
  }

  /** Frees what this JVM holds when that application ends. */
  static void freeAtTheEnd(SparkContext context) {
    if (WATCHED.add(context.applicationId())) {
      context.addSparkListener(
          new SparkListener() {
            @Override
            public void onApplicationEnd(SparkListenerApplicationEnd end) {
              closeIdle();
            }
          });
    }
  }

  private static void close(Predicate<Key> which) {
    Iterator<Map.Entry<Key, Held>> all = READERS.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Held> entry = all.next();
      if (entry.getValue().shares == 0 && which.test(entry.getKey())) {
        entry.getValue().lease.close();
        all.remove();
      }
    }
  }
}
