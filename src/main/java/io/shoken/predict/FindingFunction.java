package io.shoken.predict;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.reading.BertCounts;
import io.shoken.classifier.reading.BertJob;
import io.shoken.classifier.reading.CheckedBert;
import io.shoken.classifier.reading.LoadedBert;
import io.shoken.classifier.reading.ReadingSettings;
import io.shoken.classifier.reading.Verdicts;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/**
 * The SQL function {@code shoken_findings(text)}: the 18 findings of a Japanese report by a BERT
 * folder, as {@link FindingClassifier} gives them. {@link #register} puts it into one session,
 * {@link FindingExtensions} into all of an application. It reads row by row: for a whole table the
 * stage, which reads reports of like length together, is faster.
 */
public final class FindingFunction {
  /** Its name in SQL. */
  public static final String NAME = "shoken_findings";

  private FindingFunction() {}

  /**
   * Registers the function in a session, in place of one that is there. Spark's options {@code
   * spark.shoken.precision}, {@code .device} and {@code .evidence} are read now.
   *
   * @param folder with the model, local or a Hadoop URI
   * @throws io.shoken.core.UserException (INPUT) if it holds no BERT that can be read
   */
  public static void register(SparkSession spark, String folder) {
    UDF1<String, List<Row>> text = of(spark, folder)::call;
    // A deterministic function in a chain of columns may be called twice.
    spark.udf().register(NAME, functions.udf(text, Verdicts.type()).asNondeterministic());
  }

  static Call of(SparkSession spark, String folder) {
    SparkContext context = spark.sparkContext();
    CheckedBert model = CheckedBert.open(new ModelFolder(folder, context.hadoopConfiguration()));
    return new Call(BertJob.of(context, model, settings(spark)), new BertCounts(context));
  }

  private static ReadingSettings settings(SparkSession spark) {
    ReadingSettings usual = ReadingSettings.DEFAULT;
    return new ReadingSettings(
        option(spark, "precision", usual.precision()),
        option(spark, "device", usual.device()),
        option(spark, "evidence", usual.evidence()),
        usual.batchTokens(),
        usual.windows());
  }

  private static <E extends Enum<E>> E option(SparkSession spark, String name, E usual) {
    String value = spark.conf().get("spark.shoken." + name, "");
    return value.isEmpty() ? usual : ReadingSettings.ofKey(usual.getDeclaringClass(), name, value);
  }

  /** One text after the other; each task has a copy of its own, and a share in the one reader. */
  static final class Call implements Serializable {
    private static final long serialVersionUID = 1L;

    private final BertJob job;
    private final BertCounts counts;
    private transient LoadedBert bert;

    private Call(BertJob job, BertCounts counts) {
      this.job = job;
      this.counts = counts;
    }

    List<Row> call(String text) {
      if (text == null) {
        return null;
      }
      TaskContext task = TaskContext.get();
      if (task == null) { // Spark evaluates small local tables on the driver, outside any task
        try (LoadedBert once = LoadedBert.take(job, counts)) {
          return once.read(List.of(text), counts).get(0);
        }
      }
      if (bert == null) {
        bert = LoadedBert.take(job, counts).until(task);
      }
      return bert.read(List.of(text), counts).get(0);
    }
  }
}
