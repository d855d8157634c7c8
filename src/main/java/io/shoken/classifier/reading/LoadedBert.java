package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.BertModel;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.bert.weights.BertFolder;
import io.shoken.classifier.bert.weights.ModelNotes;
import io.shoken.classifier.bert.weights.ReadingMode;
import io.shoken.core.Shared;
import io.shoken.core.Shared.Idle;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A task's lease of the one BERT that this JVM has loaded for a model, a device and settings, with
 * its tokenizer and the passages that it has read. The tasks of an executor come and go; the model
 * stays until another one is wanted on the device, {@link #closeIdle}, or the application ends.
 */
public final class LoadedBert implements AutoCloseable {
  private record Key(String hash, ReadingSettings settings, Compute compute) {}

  private record Loaded(BertModel model, ReportReading reading) {}

  private static final Shared<Key, Loaded> MODELS =
      new Shared<>(Idle.KEEP, loaded -> loaded.model().close());
  private static final Set<String> WATCHED = ConcurrentHashMap.newKeySet();

  private final Shared<Key, Loaded>.Lease lease;

  private LoadedBert(Shared<Key, Loaded>.Lease lease) {
    this.lease = lease;
  }

  /** The model for the task that calls; the first one loads it. */
  public static LoadedBert take(BertJob job, BertCounts counts) {
    Compute compute = job.compute();
    Key wanted = new Key(job.files().hash(), job.settings(), compute);
    return new LoadedBert(
        MODELS.take(
            wanted,
            key -> {
              // An idle model beside the new one may be more than the device holds.
              MODELS.closeIdle(other -> other.compute().gpu().equals(compute.gpu()));
              counts.add(BertCounts.Name.MODEL_LOADS, 1);
              return load(job, compute);
            }));
  }

  private static Loaded load(BertJob job, Compute compute) {
    Path folder = job.files().here();
    JapaneseBertTokenizer tokenizer = JapaneseBertTokenizer.open(folder);
    BertModel model = BertModel.load(BertFolder.open(folder), compute);
    ModelNotes notes = model.notes();
    TextLogits logits = new TextLogits(tokenizer, model, job.settings());
    Verdicts verdicts = new Verdicts(notes);
    return new Loaded(
        model,
        notes.reading() == ReadingMode.EVIDENCE
            ? new ReportPassages(logits, verdicts, CheckedBert.passages(notes))
            : new WholeReports(logits, verdicts, job.settings().evidence()));
  }

  /** What is said of each text, as {@link Verdicts#rows}; an empty text is read as well. */
  public List<List<Row>> read(List<String> texts, BertCounts counts) {
    return lease.value().reading().read(texts, counts);
  }

  /** Closes this lease when that task ends, however it does. */
  public LoadedBert until(TaskContext task) {
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close());
    return this;
  }

  @Override
  public void close() {
    lease.close();
  }

  /** Frees the models of this JVM that no task reads with. */
  public static void closeIdle() {
    MODELS.closeIdle(any -> true);
  }

  /** How many models this JVM holds, in use or idle. */
  public static int loaded() {
    return MODELS.size();
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
}
