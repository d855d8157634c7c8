package io.shoken.review;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import io.shoken.domain.Section;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The texts of a warehouse that can be reviewed, with what a reviewer begins with. */
final class ReviewTexts {
  private static final String[] TEXT = {"report_id", "section"};

  private final Warehouse warehouse;
  private final TranslationPreference preference;

  ReviewTexts(Warehouse warehouse, TranslationPreference preference) {
    this.warehouse = warehouse;
    this.preference = preference;
  }

  /**
   * One row a text of an English report: {@code report_id, section, source_hash, source, machine,
   * rejected, shown, others}. Texts that also occur in the split {@code train} are left out, unless
   * that split is asked for.
   *
   * @param stage what the reviewers make: {@code revised} begins with the machine's answer, {@code
   *     checked} with the revised text, {@code adjudicated} with two reviewers' texts that differ
   */
  Dataset<Row> read(Optional<String> split, String stage) {
    Dataset<Row> all = sources();
    Dataset<Row> wanted = split.map(s -> all.where(col("split").equalTo(s))).orElse(all);
    if (!split.equals(Optional.of("train"))) {
      Dataset<Row> training =
          all.where(col("split").equalTo("train")).select("section", "source_hash").distinct();
      wanted =
          wanted
              .where(col("split").isNull().or(col("split").notEqual("train")))
              .join(training, new String[] {"section", "source_hash"}, "left_anti");
    }
    return withShown(withMachine(wanted), stage)
        .where(col("shown").isNotNull())
        .select(
            "report_id",
            "section",
            "source_hash",
            "source",
            "machine",
            "rejected",
            "shown",
            "others");
  }

  private Dataset<Row> sources() {
    return warehouse
        .current(Table.REPORTS, "report_id")
        .where(coalesce(col("language"), lit("en")).equalTo("en"))
        .select(
            col("report_id"),
            col("split"),
            explode(array(part(Section.FINDINGS), part(Section.IMPRESSION))).as("part"))
        .select("report_id", "split", "part.section", "part.source_hash", "part.source")
        .where(col("source_hash").isNotNull());
  }

  private static Column part(Section section) {
    return struct(
        lit(section.key()).as("section"),
        col(section.key() + "_hash").as("source_hash"),
        col(section.key() + "_en").as("source"));
  }

  private Dataset<Row> withMachine(Dataset<Row> texts) {
    Dataset<Row> rejected =
        warehouse
            .read(Table.TRANSLATIONS)
            .where(col("outcome").equalTo("rejected").and(col("rejected_text").isNotNull()))
            .groupBy("source_hash")
            .agg(
                max_by(
                        col("rejected_text"),
                        struct(col("created_at").cast("double"), col("translation_key")))
                    .as("rejected_text"));
    return texts
        .join(
            new JapaneseTexts(warehouse, preference).translations(),
            new String[] {"source_hash"},
            "left")
        .join(rejected, new String[] {"source_hash"}, "left")
        .withColumn("machine", coalesce(col("translation.text_ja"), col("rejected_text")))
        .withColumn("rejected", col("translation").isNull().and(col("rejected_text").isNotNull()));
  }

  private Dataset<Row> withShown(Dataset<Row> texts, String stage) {
    return switch (stage) {
      case "revised" -> texts.withColumn("shown", col("machine")).withColumn("others", noOthers());
      case "checked" ->
          texts.join(revised("shown"), TEXT, "inner").withColumn("others", noOthers());
      default ->
          texts.join(differing(), TEXT, "inner").withColumn("shown", col("others").getItem(0));
    };
  }

  private static Column noOthers() {
    return array().cast("array<string>");
  }

  /** The current text of stage one under that name. */
  Dataset<Row> revised(String name) {
    return warehouse
        .read(Table.REVISIONS)
        .where(col("stage").equalTo("revised").and(JapaneseTexts.isText()))
        .groupBy(TEXT[0], TEXT[1])
        .agg(min_by(col("text_ja"), JapaneseTexts.newestFirst()).as(name));
  }

  /** Texts that two reviewers of one stage, the later where both have such, settled otherwise. */
  private Dataset<Row> differing() {
    Dataset<Row> perReviewer =
        warehouse
            .read(Table.REVISIONS)
            .where(JapaneseTexts.isText())
            .groupBy("report_id", "section", "stage", "reviewer")
            .agg(
                min_by(col("text_ja"), JapaneseTexts.newestFirst()).as("text_ja"),
                max(col("kind").eqNullSafe("adjudication")).as("settled"));
    return perReviewer
        .groupBy("report_id", "section", "stage")
        .agg(collect_set("text_ja").as("others"), max("settled").as("settled"))
        .where(size(col("others")).geq(2).and(not(col("settled"))))
        .groupBy("report_id", "section")
        .agg(min_by(struct(col("stage"), col("others")), col("stage")).as("differing"))
        .select(
            col("report_id"),
            col("section"),
            col("differing.stage").as("stage"),
            slice(array_sort(col("differing.others")), 1, 2).as("others"));
  }

  /** Ids of reports with a finding that at most one labelled report in twenty has. */
  Dataset<Row> withRareFinding() {
    Dataset<Row> labels = warehouse.read(Table.LABELS).select("report_id", "finding", "label");
    double most = labels.select("report_id").distinct().count() / 20.0;
    Dataset<Row> positive = labels.where(col("label").equalTo(1)).distinct();
    Dataset<Row> rare =
        positive
            .groupBy("finding")
            .agg(count(lit(1)).as("n"))
            .where(col("n").leq(most))
            .select("finding");
    return positive.join(broadcast(rare), "finding").select("report_id").distinct();
  }
}
