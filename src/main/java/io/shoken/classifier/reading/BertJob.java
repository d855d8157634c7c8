package io.shoken.classifier.reading;

import io.shoken.classifier.bert.engine.Buffered;
import io.shoken.classifier.bert.engine.Compute;
import io.shoken.classifier.folder.ModelFiles;
import io.shoken.core.UserException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a task needs to read reports with a BERT; sent with the task.
 *
 * @param threads of a task, {@code spark.task.cpus}
 * @param local whether driver and tasks are one process
 */
public record BertJob(ModelFiles files, ReadingSettings settings, int threads, boolean local)
    implements Serializable {
  private static final String GPU = "gpu";

  /** Reports held at a time, so that those of like length are read together. */
  private static final int BUFFER = 256;

  public static BertJob of(SparkContext context, CheckedBert model, ReadingSettings settings) {
    SparkConf conf = context.getConf();
    LoadedBert.freeAtTheEnd(context);
    return new BertJob(
        ModelFiles.share(context, model.local(), model.hash()),
        settings,
        conf.getInt("spark.task.cpus", 1),
        context.isLocal());
  }

  /**
   * The rows with a column more: the findings of each text, of the type {@link Verdicts#type}; null
   * where the text is null. Lazy.
   *
   * @param input column of texts
   * @param output name of the new column
   */
  public Dataset<Row> addFindings(
      Dataset<Row> rows, String input, String output, BertCounts counts) {
    StructType schema = rows.schema().add(output, Verdicts.type(), true);
    int column = schema.fieldIndex(input);
    return rows.mapPartitions(
        (MapPartitionsFunction<Row, Row>) part -> read(part, column, counts), Encoders.row(schema));
  }

  private Iterator<Row> read(Iterator<Row> rows, int column, BertCounts counts) {
    if (!rows.hasNext()) {
      return rows; // and load no model for it
    }
    LoadedBert bert = LoadedBert.take(this, counts).until(TaskContext.get());
    return new Buffered<>(rows, BUFFER, held -> read(held, column, bert, counts));
  }

  /** The rows in their order, each with its findings behind its other values. */
  private static List<Row> read(List<Row> rows, int column, LoadedBert bert, BertCounts counts) {
    List<String> texts =
        rows.stream().filter(row -> !row.isNullAt(column)).map(r -> r.getString(column)).toList();
    Iterator<List<Row>> findings = bert.read(texts, counts).iterator();
    List<Row> read = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Object[] values = new Object[row.size() + 1];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = row.isNullAt(column) ? null : findings.next().toArray(Row[]::new);
      read.add(RowFactory.create(values));
    }
    return read;
  }

  /**
   * The device and threads of the task that calls, or of the driver where no task does.
   *
   * @throws UserException (unavailable) if a GPU is wanted and Spark assigned none
   */
  Compute compute() {
    TaskContext task = TaskContext.get();
    ResourceInformation assigned = task == null ? null : task.resourcesJMap().get(GPU);
    return new Compute(
        settings.precision(),
        task == null ? threads : task.cpus(),
        gpu(assigned),
        settings.batchTokens());
  }

  private OptionalInt gpu(ResourceInformation assigned) {
    return switch (settings.device()) {
      case CPU -> OptionalInt.empty();
      case AUTO -> assigned == null ? OptionalInt.empty() : OptionalInt.of(number(assigned));
      case GPU -> {
        if (assigned == null && !local) {
          throw new UserException(
              UserException.Kind.UNAVAILABLE,
              "predict.device is gpu, but Spark assigned none to the task; set"
                  + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount");
        }
        yield OptionalInt.of(assigned == null ? 0 : number(assigned));
      }
    };
  }

  private static int number(ResourceInformation assigned) {
    String address = assigned.addresses().length == 0 ? "" : assigned.addresses()[0];
    try {
      return Integer.parseInt(address);
    } catch (NumberFormatException e) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          "Spark assigned the GPU \"" + address + "\", expected a number; see its discovery script",
          e);
    }
  }
}
