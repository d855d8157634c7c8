package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.shoken.domain.Section;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.RecipeSettings.ContextMode;
import io.shoken.translate.request.Source;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/** The distinct English texts that have yet to be asked for under a recipe. */
public final class PendingTexts {

  private final Warehouse warehouse;
  private final Recipe recipe;

  public PendingTexts(Warehouse warehouse, Recipe recipe) {
    this.warehouse = warehouse;
    this.recipe = recipe;
  }

  /**
   * Those that no row answers.
   *
   * @param waiting keys for which an answer is on its way, as {@link #except} takes them; empty for
   *     none
   */
  public Dataset<Row> neverAsked(Optional<Dataset<Row>> waiting) {
    Dataset<Row> texts = except(keyed(), newest());
    return waiting.map(keys -> except(texts, keys)).orElse(texts);
  }

  /** Those whose newest row says failed or rejected. */
  public Dataset<Row> notTranslated() {
    Dataset<Row> bad =
        AnswerKey.add(newest())
            .groupBy(AnswerKey.COLUMN)
            .agg(max(col("outcome").equalTo("translated")).as("translated"))
            .where(not(col("translated")));
    return keyed().join(bad.select(AnswerKey.COLUMN), AnswerKey.COLUMN, "left_semi");
  }

  /**
   * Texts without those that rows answer.
   *
   * @param rows with the columns {@code translation_key, source_hash, provider, model, prompt_id,
   *     parameters}, such as those of {@code translations}
   */
  public Dataset<Row> except(Dataset<Row> texts, Dataset<Row> rows) {
    return texts.join(AnswerKey.add(rows).select(AnswerKey.COLUMN), AnswerKey.COLUMN, "left_anti");
  }

  /**
   * One row a distinct text: {@code translation_key, source_hash, report_id, section, text,
   * context_section, context, provider, model, prompt_id, parameters, answer_key, known}. A text
   * that several reports have takes its context from the first of them, by id, that has any; both
   * context columns are null where there is none. Nothing is {@link Source#KNOWN} yet.
   */
  public Dataset<Row> keyed() {
    Dataset<Row> texts =
        section(Section.FINDINGS, Section.IMPRESSION)
            .unionByName(section(Section.IMPRESSION, Section.FINDINGS))
            .groupBy("source_hash")
            .agg(min(first()).as("first"))
            .select(
                col("source_hash"),
                col("first.report_id").as("report_id"),
                col("first.section").as("section"),
                col("first.text").as("text"),
                col("first.context_section").as("context_section"),
                col("first.context").as("context"));
    return withKeys(texts, recipe.variesByText() ? ownParameters() : lit(recipe.parameters()));
  }

  /** Adds what {@link #keyed} has to rows that have a hash, a text and its context. */
  Dataset<Row> withOwnKeys(Dataset<Row> texts) {
    return withKeys(texts, ownParameters());
  }

  private Dataset<Row> withKeys(Dataset<Row> texts, Column parameters) {
    Column key =
        udf((UDF2<String, String, String>) recipe::keyOf, DataTypes.StringType)
            .apply(col("source_hash"), col("parameters"));
    return AnswerKey.add(
        texts
            .withColumn("provider", lit(recipe.provider()))
            .withColumn("model", lit(recipe.model()))
            .withColumn("prompt_id", lit(recipe.promptId()))
            .withColumn("parameters", parameters)
            .withColumn("translation_key", key)
            .withColumn(Source.KNOWN, lit(null).cast(SentenceReuse.KNOWN_TYPE)));
  }

  private static Column first() {
    return struct(
        col("context").isNull(),
        col("section"),
        col("report_id"),
        col("text"),
        col("context_section"),
        col("context"));
  }

  private Column ownParameters() {
    return udf((UDF3<String, String, String, String>) recipe::parametersOf, DataTypes.StringType)
        .apply(col("text"), col("context_section"), col("context"));
  }

  private Dataset<Row> section(Section section, Section other) {
    Column text = col(section.key() + "_en");
    Column hash = col(section.key() + "_hash");
    Column context =
        recipe.context() == ContextMode.NONE
            ? lit(null).cast(DataTypes.StringType)
            : col(other.key() + "_en");
    return warehouse
        .current(Table.REPORTS, "report_id")
        .where(col("language").equalTo("en").and(text.isNotNull()).and(hash.isNotNull()))
        .select(
            hash.as("source_hash"),
            lit(section.key()).as("section"),
            col("report_id"),
            text.as("text"),
            when(context.isNotNull(), lit(other.key())).as("context_section"),
            context.as("context"));
  }

  /** The newest row of each key. */
  public Dataset<Row> newest() {
    return warehouse.current(Table.TRANSLATIONS, "translation_key");
  }
}
