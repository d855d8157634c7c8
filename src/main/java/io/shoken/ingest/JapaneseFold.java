package io.shoken.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import io.shoken.domain.Section;
import io.shoken.warehouse.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Turns the Japanese that a file has for English reports into rows of translations and revisions.
 */
final class JapaneseFold {
  private static final Column KEPT =
      col(RowMapper.STATUS).equalTo(RowMapper.KEPT).and(col("ja_hash").isNotNull());

  private JapaneseFold() {}

  /**
   * One row a source text, section and model: of reports with the same English the first one's
   * Japanese. Sections without English have no source and give no row.
   *
   * @param judged rows with {@code source}, see {@link ReportFold#judge}
   */
  static Dataset<Row> translations(Dataset<Row> judged, Instant now) {
    Column key = Texts.key(lit("import"), col("model"), col("section"), col("source_hash"));
    return sections(judged)
        .where(col("source_hash").isNotNull())
        .groupBy("source_hash", "section", "model")
        .agg(min_by(col("text_ja"), col("place")).as("text_ja"))
        .withColumn("translation_key", key)
        .withColumn("provider", lit("import"))
        .withColumn("prompt_id", lit(""))
        .withColumn("parameters", lit(""))
        .withColumn("outcome", lit("translated"))
        .withColumn("reason", lit(null))
        .withColumn("checks", array().cast(Table.TRANSLATIONS.schema().apply("checks").dataType()))
        .withColumn("finish_reason", lit(null))
        .withColumn("input_tokens", lit(0L))
        .withColumn("cached_tokens", lit(0L))
        .withColumn("output_tokens", lit(0L))
        .withColumn("reasoning_tokens", lit(0L))
        .withColumn("cost_usd", lit(0.0))
        .withColumn("attempts", lit(0))
        .withColumn("latency_ms", lit(0L))
        .withColumn("rejected_text", lit(null))
        .withColumn("doubtful", lit(null))
        .withColumn("created_at", lit(now));
  }

  /** How many Japanese sections of English reports have no English that they could translate. */
  static long withoutSource(Dataset<Row> judged) {
    return sections(judged.where(col("source").isNotNull()))
        .where(col("source_hash").isNull())
        .count();
  }

  private static Dataset<Row> sections(Dataset<Row> judged) {
    return Arrays.stream(Section.values())
        .map(
            section ->
                judged
                    .where(KEPT)
                    .select(
                        col("source." + section.key() + "_hash").as("source_hash"),
                        lit(section.key()).as("section"),
                        col("model"),
                        col(section.key() + "_ja_mt").as("text_ja"),
                        Order.place().as("place")))
        .reduce(Dataset::union)
        .orElseThrow()
        .where(col("text_ja").isNotNull());
  }

  /** One row a report, section, stage and reviewer: the first one's. */
  static Dataset<Row> revisions(Dataset<Row> judged) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (Section section : Section.values()) {
      String text = section.key() + "_ja_";
      Column machine = col(text + "mt");
      Column revised = col(text + "revised");
      parts.add(stage(judged, section, "revised", "radiologist", machine));
      parts.add(
          stage(judged, section, "checked", "senior_radiologist", coalesce(revised, machine)));
    }
    return parts.stream()
        .reduce(Dataset::union)
        .orElseThrow()
        .groupBy("report_id", "section", "stage", "reviewer")
        .agg(min_by(struct(col("text_ja"), col("base_hash")), col("place")).as("first"))
        .select(
            col("report_id"),
            col("section"),
            col("stage"),
            col("reviewer"),
            col("first.text_ja"),
            col("first.base_hash"),
            lit(null).as("ratings"),
            lit(null).as("comment"),
            lit(null).as("seconds"),
            lit(null).as("reviewed_at"),
            lit(null).as("kind"),
            lit(null).as("status"),
            lit(null).as("export_id"),
            lit(null).as("source_hash"),
            lit(null).as("shown_ja"),
            lit(null).as("findings"),
            lit(null).as("spans"),
            lit(null).as("failed_checks"),
            lit(null).as("choice"),
            lit(null).as("weight"));
  }

  private static Dataset<Row> stage(
      Dataset<Row> judged, Section section, String stage, String reviewer, Column shown) {
    return judged
        .where(KEPT)
        .select(
            col("report_id"),
            lit(section.key()).as("section"),
            lit(stage).as("stage"),
            col(reviewer).as("reviewer"),
            col(section.key() + "_ja_" + stage).as("text_ja"),
            Texts.hash(shown).as("base_hash"),
            Order.place().as("place"))
        .where(col("text_ja").isNotNull());
  }

  /** The rows that the warehouse does not have: alike in all of the columns. */
  static Dataset<Row> unknown(Dataset<Row> rows, Dataset<Row> known, String... columns) {
    Column same = lit(true);
    for (String name : columns) {
      same = same.and(rows.col(name).eqNullSafe(known.col(name)));
    }
    return rows.join(known, same, "left_anti");
  }
}
