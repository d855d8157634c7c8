package io.shoken.warehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.shoken.core.Hashes;
import io.shoken.domain.Section;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * The one Japanese text of each report: what a senior radiologist checked, else what a radiologist
 * revised, else what was translated, else what was written in Japanese. Of several translations the
 * one that the current settings would make, else the imported one, else the newest.
 */
public final class JapaneseTexts {
  private static final UserDefinedFunction HASH =
      udf((UDF1<String, String>) Hashes::ofText, DataTypes.StringType);

  private final Warehouse warehouse;
  private final TranslationPreference preference;

  public JapaneseTexts(Warehouse warehouse, TranslationPreference preference) {
    this.warehouse = warehouse;
    this.preference = preference;
  }

  /**
   * One row a report that has any Japanese text: {@code report_id, patient_id, split, findings_ja,
   * impression_ja, text_ja, text_hash, findings_source, impression_source}. {@code text_ja} is the
   * findings, a line feed, the impression; a missing part is left out with its line feed. A source
   * is {@code checked}, {@code revised}, {@code current}, {@code import}, {@code older} or {@code
   * written}, or null where the part is missing.
   */
  public Dataset<Row> read() {
    Dataset<Row> reports = warehouse.current(Table.REPORTS, "report_id");
    Dataset<Row> texts = withSection(withSection(reports, Section.FINDINGS), Section.IMPRESSION);
    return texts
        .withColumn("text_ja", concat_ws("\n", col("findings_ja"), col("impression_ja")))
        .where(col("text_ja").notEqual(""))
        .withColumn("text_hash", HASH.apply(col("text_ja")))
        .select(
            "report_id",
            "patient_id",
            "split",
            "findings_ja",
            "impression_ja",
            "text_ja",
            "text_hash",
            "findings_source",
            "impression_source");
  }

  private Dataset<Row> withSection(Dataset<Row> reports, Section section) {
    String text = section.key() + "_ja";
    String source = section.key() + "_source";
    Column written = col(text);
    return reports
        .join(
            translations(),
            reports.col(section.key() + "_hash").equalTo(col("source_hash")),
            "left")
        .drop("source_hash")
        .join(revisions(section), reports.col("report_id").equalTo(col("revised_id")), "left")
        .drop("revised_id")
        .withColumn(
            source,
            when(written.isNotNull(), lit("written"))
                .otherwise(coalesce(col("revision.stage"), col("translation.kind"))))
        .withColumn(text, coalesce(written, col("revision.text_ja"), col("translation.text_ja")))
        .drop("translation", "revision");
  }

  /**
   * The translation that is read for each source text: {@code source_hash} and the struct {@code
   * translation} of {@code text_ja} and {@code kind}.
   */
  public Dataset<Row> translations() {
    return translations(new String[0]);
  }

  /**
   * The same with further columns of {@code translations} in the struct.
   *
   * @param more names of columns
   */
  public Dataset<Row> translations(String... more) {
    List<Column> chosen = new ArrayList<>(List.of(col("text_ja"), col("kind")));
    for (String name : more) {
      chosen.add(col(name));
    }
    Column kind =
        when(col(TranslationPreference.CURRENT), lit("current"))
            .when(col("provider").equalTo("import"), lit("import"))
            .otherwise(lit("older"));
    Column rank =
        when(col("kind").equalTo("current"), lit(0))
            .when(col("kind").equalTo("import"), lit(1))
            .otherwise(lit(2));
    // Newest first; the key breaks a tie, so that every reader sees the same text.
    Column order =
        struct(rank, col("created_at").cast("double").multiply(-1), col("translation_key"));
    return preference
        .mark(
            warehouse,
            warehouse.read(Table.TRANSLATIONS).where(col("outcome").equalTo("translated")))
        .withColumn("kind", kind)
        .groupBy("source_hash")
        .agg(min_by(struct(chosen.toArray(Column[]::new)), order).as("translation"));
  }

  /**
   * Which rows of {@code revisions} are a text of their report: those that a radiologist approved
   * or edited, and imported ones. What was left open, answers to attention items and comparisons of
   * pairs are none.
   */
  public static Column isText() {
    return col("text_ja")
        .isNotNull()
        .and(coalesce(col("status"), lit("approved")).isin("approved", "edited"))
        .and(coalesce(col("kind"), lit("review")).isin("review", "adjudication"));
  }

  /** The order in which one stage's rows of a text are taken: what settled it, else the newest. */
  public static Column newestFirst() {
    Column settled = when(col("kind").equalTo("adjudication"), lit(0)).otherwise(lit(1));
    // An imported revision has no time; it gives way to one that has.
    Column age = coalesce(col("reviewed_at").cast("double").multiply(-1), lit(0.0));
    return struct(settled, age, col("reviewer"));
  }

  private Dataset<Row> revisions(Section section) {
    Column rank = when(col("stage").equalTo("checked"), lit(0)).otherwise(lit(1));
    Column order = struct(rank, newestFirst());
    return warehouse
        .read(Table.REVISIONS)
        .where(col("section").equalTo(section.key()).and(isText()))
        .groupBy(col("report_id").as("revised_id"))
        .agg(min_by(struct(col("text_ja"), col("stage")), order).as("revision"));
  }
}
