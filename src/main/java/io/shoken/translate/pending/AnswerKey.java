package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.shoken.core.Hashes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;

/**
 * The translation key without the context's hash: a text that was translated with one report's
 * other section is not translated again with another's. Without this, a new report that sorts first
 * among those with the same text would change the text's context, its key, and be paid for.
 */
public final class AnswerKey {

  /** The column's name. */
  static final String COLUMN = "answer_key";

  private static final Pattern CONTEXT =
      Pattern.compile("^(\\{\"context\":\\{\"[a-z_]+\":\")[0-9a-f]{64}\"");

  private AnswerKey() {}

  /**
   * Adds the column {@link #COLUMN}.
   *
   * @param rows with the columns that keys are made of, and {@code translation_key}
   */
  static Dataset<Row> add(Dataset<Row> rows) {
    return rows.withColumn(COLUMN, column());
  }

  private static Column column() {
    Column anyContext =
        udf(
                (UDF5<String, String, String, String, String, String>) AnswerKey::of,
                DataTypes.StringType)
            .apply(
                col("source_hash"),
                col("provider"),
                col("model"),
                col("prompt_id"),
                col("parameters"));
    return when(col("parameters").startsWith("{\"context\":"), anyContext)
        .otherwise(col("translation_key"));
  }

  public static String of(
      String sourceHash, String provider, String model, String promptId, String parameters) {
    Matcher context = CONTEXT.matcher(parameters);
    String any = context.find() ? context.replaceFirst("$1\"") : parameters;
    return Hashes.ofParts(sourceHash, provider, model, promptId, any);
  }
}
