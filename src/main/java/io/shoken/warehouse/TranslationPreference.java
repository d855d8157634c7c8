package io.shoken.warehouse;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The translation that the current settings would make: where a source text has several, this one
 * is read.
 */
public interface TranslationPreference {

  /** The column that {@link #mark} adds. */
  String CURRENT = "current";

  /**
   * Adds the boolean column {@link #CURRENT}, without nulls and without changing the rows.
   *
   * @param translations rows of that table
   */
  Dataset<Row> mark(Warehouse warehouse, Dataset<Row> translations);

  /** What it prefers: the same text in every process with the same settings, for run ids. */
  String key();

  /**
   * By the values of columns.
   *
   * @param promptId file name and content hash of the prompt
   * @param parameters the request's parameters in their canonical form
   */
  static TranslationPreference of(
      String provider, String model, String promptId, String parameters) {
    return new ByColumns(provider, model, promptId, parameters);
  }

  /** By the values of columns. */
  record ByColumns(String provider, String model, String promptId, String parameters)
      implements TranslationPreference {
    @Override
    public Dataset<Row> mark(Warehouse warehouse, Dataset<Row> translations) {
      return translations.withColumn(
          CURRENT,
          col("provider")
              .eqNullSafe(provider)
              .and(col("model").eqNullSafe(model))
              .and(col("prompt_id").eqNullSafe(promptId))
              .and(col("parameters").eqNullSafe(parameters)));
    }

    @Override
    public String key() {
      return toString();
    }
  }
}
