package io.shoken.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.shoken.domain.Finding;
import io.shoken.domain.Section;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that are published: one for each English report that has any Japanese.
 *
 * <p>Columns: {@code report_id, volume_name, split}; for each section {@code S} (findings,
 * impression) {@code S_ja} (checked, else revised, else the machine's), {@code S_ja_source} ({@code
 * checked}, {@code revised}, {@code machine}), {@code S_ja_mt, S_ja_revised, S_ja_checked}, {@code
 * S_mt_model, S_mt_prompt, S_mt_parameters, S_mt_made_at}, {@code S_doubtful} (a check of the
 * machine's text failed) and {@code S_source_sha256} (of the English); {@code radiologist,
 * senior_radiologist} (numbers instead of names); the 18 findings with 0 or 1. The English columns
 * come last, with text only where it may go out.
 */
final class PublishedRows {
  static final List<String> ENGLISH =
      List.of("clinical_information_en", "technique_en", "findings_en", "impression_en");

  private final Warehouse warehouse;
  private final Dataset<Row> machine;
  private final Optional<String> labelSource;

  /**
   * Rows of a warehouse.
   *
   * @param machine of {@link #machineTexts}; it is read once for each section
   * @param labelSource whose labels; empty leaves the findings null
   */
  PublishedRows(Warehouse warehouse, Dataset<Row> machine, Optional<String> labelSource) {
    this.warehouse = warehouse;
    this.machine = machine;
    this.labelSource = labelSource;
  }

  /**
   * The rows, in no order but with {@code source_file} and {@code source_row} to order them by.
   *
   * @param withSource whether the English columns hold their text
   */
  Dataset<Row> read(boolean withSource) {
    Dataset<Row> rows =
        warehouse
            .current(Table.REPORTS, "report_id")
            .where(col("language").equalTo("en"))
            .withColumn("volume_name", element_at(col("volumes"), 1))
            .drop("findings_ja", "impression_ja");
    for (Section section : Section.values()) {
      rows = withSection(rows, section);
    }
    rows =
        withReviewers(rows).where(coalesce(col("findings_ja"), col("impression_ja")).isNotNull());
    return withLabels(rows).select(columns(withSource));
  }

  private Dataset<Row> withSection(Dataset<Row> rows, Section section) {
    String name = section.key();
    Dataset<Row> revised = revisions(section, "revised");
    Dataset<Row> checked = revisions(section, "checked");
    Column translation = col("translation");
    return rows.join(machine, rows.col(name + "_hash").equalTo(machine.col("source_hash")), "left")
        .drop("source_hash")
        .join(revised, "report_id", "left")
        .join(checked, "report_id", "left")
        .withColumn(name + "_ja_mt", translation.getField("text_ja"))
        .withColumn(name + "_ja_revised", col("revised.text_ja"))
        .withColumn(name + "_ja_checked", col("checked.text_ja"))
        .withColumn(name + "_revised_by", col("revised.reviewer"))
        .withColumn(name + "_checked_by", col("checked.reviewer"))
        .withColumn(name + "_mt_model", translation.getField("model"))
        .withColumn(name + "_mt_prompt", translation.getField("prompt_id"))
        .withColumn(name + "_mt_parameters", translation.getField("parameters"))
        .withColumn(name + "_mt_made_at", translation.getField("created_at"))
        .withColumn(name + "_doubtful", translation.getField("doubtful"))
        .drop("translation", "revised", "checked")
        .withColumn(
            name + "_ja",
            coalesce(col(name + "_ja_checked"), col(name + "_ja_revised"), col(name + "_ja_mt")))
        .withColumn(
            name + "_ja_source",
            when(col(name + "_ja_checked").isNotNull(), lit("checked"))
                .when(col(name + "_ja_revised").isNotNull(), lit("revised"))
                .when(col(name + "_ja_mt").isNotNull(), lit("machine")))
        .withColumn(name + "_source_sha256", col(name + "_hash"));
  }

  /** The translation of each source text that is published, with where it comes from. */
  static Dataset<Row> machineTexts(JapaneseTexts texts) {
    return texts.translations("model", "prompt_id", "parameters", "created_at", "doubtful");
  }

  /** The newest text of a stage: {@code report_id} and the struct of text and reviewer. */
  private Dataset<Row> revisions(Section section, String stage) {
    Column age = coalesce(col("reviewed_at").cast("double").multiply(-1), lit(0.0));
    return warehouse
        .read(Table.REVISIONS)
        .where(
            col("section")
                .equalTo(section.key())
                .and(col("stage").equalTo(stage))
                .and(col("text_ja").isNotNull()))
        .groupBy("report_id")
        .agg(
            min_by(struct(col("text_ja"), col("reviewer")), struct(age, col("reviewer")))
                .as(stage));
  }

  /** Numbers in place of reviewers' names: as the field's files have them, and private. */
  private Dataset<Row> withReviewers(Dataset<Row> rows) {
    Column first = coalesce(col("findings_revised_by"), col("impression_revised_by"));
    Column senior = coalesce(col("findings_checked_by"), col("impression_checked_by"));
    return rows.withColumn("radiologist", number(first, reviewers("revised")))
        .withColumn("senior_radiologist", number(senior, reviewers("checked")));
  }

  private List<String> reviewers(String stage) {
    List<String> names =
        new ArrayList<>(
            warehouse
                .read(Table.REVISIONS)
                .where(col("stage").equalTo(stage).and(col("reviewer").isNotNull()))
                .select("reviewer")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList());
    names.sort(null);
    return names;
  }

  /** A reviewer that is a small number already keeps it; else the place in alphabetical order. */
  private static Column number(Column name, List<String> names) {
    if (names.stream().allMatch(n -> n.matches("\\d{1,3}"))) {
      return name.cast("int");
    }
    Column number = lit(null).cast("int");
    for (int i = 0; i < names.size(); i++) {
      number = when(name.equalTo(names.get(i)), lit(i)).otherwise(number);
    }
    return number;
  }

  private Dataset<Row> withLabels(Dataset<Row> rows) {
    if (labelSource.isEmpty()) {
      Dataset<Row> unlabelled = rows;
      for (String finding : Finding.labels()) {
        unlabelled = unlabelled.withColumn(finding, lit(null).cast("int"));
      }
      return unlabelled;
    }
    Dataset<Row> labels =
        warehouse
            .current(Table.LABELS, "report_id", "finding", "label_source")
            .where(col("label_source").equalTo(labelSource.get()))
            .groupBy("report_id")
            .pivot("finding", new ArrayList<Object>(Finding.labels()))
            .agg(max("label"));
    return rows.join(labels, rows.col("report_id").equalTo(labels.col("report_id")), "left")
        .drop(labels.col("report_id"));
  }

  /** The published columns, and the two to order them by. */
  private static Column[] columns(boolean withSource) {
    List<Column> columns = new ArrayList<>();
    for (String name : names()) {
      columns.add(col("`" + name + "`"));
    }
    for (String name : ENGLISH) {
      columns.add((withSource ? col(name) : lit(null).cast("string")).as(name));
    }
    columns.add(col("source_file"));
    columns.add(col("source_row"));
    return columns.toArray(Column[]::new);
  }

  /** The published columns without the English ones. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("report_id", "volume_name", "split"));
    for (Section section : Section.values()) {
      for (String suffix :
          List.of(
              "_ja",
              "_ja_source",
              "_ja_mt",
              "_ja_revised",
              "_ja_checked",
              "_mt_model",
              "_mt_prompt",
              "_mt_parameters",
              "_mt_made_at",
              "_doubtful",
              "_source_sha256")) {
        names.add(section.key() + suffix);
      }
    }
    names.addAll(Arrays.asList("radiologist", "senior_radiologist"));
    names.addAll(Finding.labels());
    return names;
  }
}
