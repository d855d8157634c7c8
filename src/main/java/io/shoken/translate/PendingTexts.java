package io.shoken.translate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.shoken.report.Section;
import io.shoken.table.Table;
import io.shoken.table.Warehouse;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** The distinct English texts that have yet to be asked for under a recipe. */
final class PendingTexts {

  private final Warehouse warehouse;
  private final Recipe recipe;

  PendingTexts(Warehouse warehouse, Recipe recipe) {
    this.warehouse = warehouse;
    this.recipe = recipe;
  }

  /** Those without any row under their key that no batch at a service is waiting for. */
  Dataset<Row> neverAsked() {
    BatchParts parts = new BatchParts(warehouse);
    Dataset<Row> never =
        keyed().join(newest().select("translation_key"), "translation_key", "left_anti");
    List<BatchParts.Known> waiting = parts.submitted();
    return waiting.isEmpty()
        ? never
        : never.join(parts.keys(waiting).select("translation_key"), "translation_key", "left_anti");
  }

  /** Those whose newest row says failed or rejected. */
  Dataset<Row> notTranslated() {
    Dataset<Row> bad = newest().where(col("outcome").notEqual("translated"));
    return keyed().join(bad.select("translation_key"), "translation_key", "left_semi");
  }

  /** {@code translation_key, source_hash, section, text, parameters}, one row a distinct text. */
  Dataset<Row> keyed() {
    Column parameters =
        recipe.variesByText()
            ? udf((UDF1<String, String>) recipe::parametersOf, DataTypes.StringType)
                .apply(col("text"))
            : lit(recipe.parameters());
    Column key =
        udf((UDF2<String, String, String>) recipe::keyOf, DataTypes.StringType)
            .apply(col("source_hash"), col("parameters"));
    return section(Section.FINDINGS)
        .unionByName(section(Section.IMPRESSION))
        .groupBy("source_hash")
        .agg(min(struct("section", "text")).as("first"))
        .select(
            col("source_hash"), col("first.section").as("section"), col("first.text").as("text"))
        .withColumn("parameters", parameters)
        .withColumn("translation_key", key);
  }

  private Dataset<Row> section(Section section) {
    Column text = col(section.key() + "_en");
    Column hash = col(section.key() + "_hash");
    return warehouse
        .current(Table.REPORTS, "report_id")
        .where(col("language").equalTo("en").and(text.isNotNull()).and(hash.isNotNull()))
        .select(hash.as("source_hash"), lit(section.key()).as("section"), text.as("text"));
  }

  private Dataset<Row> newest() {
    return warehouse.current(Table.TRANSLATIONS, "translation_key");
  }
}
