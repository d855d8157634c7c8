package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the current translations by their keys, where parameters depend on the text. */
public record CurrentKeys(Recipe recipe) implements TranslationPreference {

  @Override
  public Dataset<Row> mark(Warehouse warehouse, Dataset<Row> translations) {
    Dataset<Row> wanted =
        new PendingTexts(warehouse, recipe)
            .keyed()
            .select(col(AnswerKey.COLUMN), lit(true).as("wanted"));
    return AnswerKey.add(translations)
        .join(wanted, AnswerKey.COLUMN, "left")
        .withColumn(CURRENT, coalesce(col("wanted"), lit(false)))
        .drop("wanted", AnswerKey.COLUMN);
  }

  @Override
  public String key() {
    return recipe.keyOf("", recipe.parameters()) + ' ' + recipe.byText();
  }
}
