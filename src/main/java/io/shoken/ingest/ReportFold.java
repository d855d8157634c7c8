package io.shoken.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.shoken.ingest.csv.Cause;
import io.shoken.warehouse.Table;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Folds the volumes of a scan into one report. Where rows of one scan have different texts, the
 * first is kept, by the order of the files and of their rows, and the others are rejected.
 */
final class ReportFold {
  private static final Column REPORT = col("report_id");
  private static final Column KEPT = col(RowMapper.STATUS).equalTo(RowMapper.KEPT);

  private ReportFold() {}

  /**
   * Rejects the rows that contradict an earlier one. English is compared over the whole scan;
   * Japanese over the scan where the report was written in it, and within one model where it is a
   * translation, for a report may have several. Adds {@code source}: the hashes of the scan's
   * English sections, null where it has no English.
   *
   * @param known the warehouse's current reports
   */
  static Dataset<Row> judge(Dataset<Row> rows, Dataset<Row> known) {
    Column hashes = struct(col("findings_hash"), col("impression_hash"));
    Dataset<Row> prior =
        known.where(col("language").equalTo("en")).select(REPORT, hashes.as("prior"));
    WindowSpec inScan = Order.within(REPORT);
    WindowSpec wholeScan =
        inScan.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    WindowSpec inModel = Order.within(REPORT, col("model_of_translation"));
    Column english = when(KEPT, col("en_hash"));
    Column source = first(when(english.isNotNull(), hashes), true).over(wholeScan);
    Column japanese = when(KEPT.and(col("english_stays").isNull()), col("ja_hash"));
    return rows.join(prior, rows.col("report_id").equalTo(prior.col("report_id")), "left")
        .drop(prior.col("report_id"))
        .withColumn("source", coalesce(source, col("prior")))
        .withColumn("english_stays", contradicted(english, inScan))
        .withColumn("model_of_translation", when(col("source").isNotNull(), col("model")))
        .withColumn("stays", coalesce(col("english_stays"), contradicted(japanese, inModel)))
        .withColumn(Order.OPENS_SCAN, Order.opensScan())
        .withColumn("repeats", row_number().over(Order.within(REPORT, col("volume"))).gt(1))
        .transform(ReportFold::reject)
        .drop("english_stays", "model_of_translation", "stays", "repeats");
  }

  /** Where the first row stands that says another thing, or null if the current one agrees. */
  static Column contradicted(Column hash, WindowSpec rows) {
    Column first = first(hash, true).over(rows);
    Column place = first(when(hash.isNotNull(), Order.spelled()), true).over(rows);
    return when(hash.notEqual(first), place);
  }

  private static Dataset<Row> reject(Dataset<Row> rows) {
    Column clashes = col("stays").isNotNull();
    Column cause =
        when(col("repeats"), lit(Cause.DUPLICATE_ID.key()))
            .otherwise(lit(Cause.CONFLICTING_TEXT.key()));
    Column detail = concat(lit("differs from "), col("stays"), lit(", which was kept"));
    return rows.withColumn("cause", when(clashes, cause).otherwise(col("cause")))
        .withColumn("detail", when(clashes, detail).otherwise(col("detail")))
        .withColumn(
            RowMapper.STATUS,
            when(clashes, lit(RowMapper.REJECTED)).otherwise(col(RowMapper.STATUS)));
  }

  /**
   * One row a report, as {@code reports} has it. Japanese rows of a report that the warehouse has
   * in English make none: they are its translation.
   */
  static Dataset<Row> reports(Dataset<Row> judged) {
    Column english =
        struct(
            columns(
                "patient_id",
                "split",
                "clinical_information_en",
                "technique_en",
                "findings_en",
                "impression_en",
                "findings_hash",
                "impression_hash",
                "source_file",
                "source_row"));
    Column japanese =
        struct(
            columns(
                "patient_id",
                "split",
                "findings_ja_mt",
                "impression_ja_mt",
                "source_file",
                "source_row"));
    Column isEnglish = col("en").isNotNull();
    return judged
        .where(KEPT)
        .groupBy(REPORT)
        .agg(
            min_by(english, when(col("en_hash").isNotNull(), Order.place())).as("en"),
            min_by(japanese, when(col("ja_hash").isNotNull(), Order.place())).as("ja"),
            first("prior").as("prior"),
            array_sort(collect_set("volume")).as("volumes"))
        .where(isEnglish.or(col("prior").isNull()))
        .select(
            REPORT,
            either("patient_id"),
            either("split"),
            when(isEnglish, lit("en")).otherwise(lit("ja")).as("language"),
            col("volumes"),
            when(not(isEnglish), col("ja.findings_ja_mt")).as("findings_ja"),
            when(not(isEnglish), col("ja.impression_ja_mt")).as("impression_ja"),
            col("en.clinical_information_en"),
            col("en.technique_en"),
            col("en.findings_en"),
            col("en.impression_en"),
            hash("findings"),
            hash("impression"),
            either("source_file"),
            either("source_row"));
  }

  /**
   * The reports that the warehouse does not have just so. A scan's volumes add up over runs.
   *
   * @param known the warehouse's current reports
   */
  static Dataset<Row> changed(Dataset<Row> reports, Dataset<Row> known) {
    Dataset<Row> were = known.select(REPORT.as("known_id"), struct(col("*")).as("was"));
    Column same =
        Arrays.stream(Table.REPORTS.schema().fieldNames())
            .filter(name -> !name.startsWith("source_"))
            .map(name -> col(name).eqNullSafe(col("was." + name)))
            .reduce(Column::and)
            .orElseThrow();
    Column volumes = array_sort(array_union(col("volumes"), col("was.volumes")));
    return reports
        .join(were, REPORT.equalTo(col("known_id")), "left")
        .withColumn("volumes", coalesce(volumes, col("volumes")))
        .where(col("known_id").isNull().or(not(same)))
        .drop("known_id", "was");
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column either(String name) {
    return when(col("en").isNotNull(), col("en." + name)).otherwise(col("ja." + name)).as(name);
  }

  private static Column hash(String section) {
    String name = section + "_hash";
    Column ofJapanese = Texts.hash(col("ja." + section + "_ja_mt"));
    return when(col("en").isNotNull(), col("en." + name)).otherwise(ofJapanese).as(name);
  }
}
