package io.shoken.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import io.shoken.domain.Section;
import io.shoken.quality.metric.Scorer;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The texts of a warehouse, counted by every measure.
 *
 * @param revisions texts of the stage, whether or not they have a translation
 * @param counted by section, sorted by report id
 */
record Texts(long revisions, Map<String, List<Scorer.Counted>> counted) {
  private static final StructType COUNTED =
      StructType.fromDDL("section STRING, report_id STRING, counts BINARY");

  /** Those without a translation, and those too long to be scored. */
  long rejected() {
    return revisions - counted.values().stream().mapToLong(List::size).sum();
  }

  static Texts count(Warehouse warehouse, String stage, TranslationPreference preference) {
    List<Row> rows =
        pairs(warehouse, stage, preference)
            .mapPartitions((MapPartitionsFunction<Row, Row>) Texts::count, Encoders.row(COUNTED))
            .collectAsList();
    Map<String, List<Scorer.Counted>> counted = new TreeMap<>();
    for (Row row : rows) {
      if (!row.isNullAt(2)) {
        counted
            .computeIfAbsent(row.getString(0), unused -> new ArrayList<>())
            .add(Scorer.Counted.ofBytes(row.getString(1), row.getAs(2)));
      }
    }
    counted.values().forEach(list -> list.sort(Comparator.comparing(Scorer.Counted::id)));
    return new Texts(rows.size(), counted);
  }

  /** One row a revised text: report_id, section, reference, hypothesis (null if there is none). */
  private static Dataset<Row> pairs(
      Warehouse warehouse, String stage, TranslationPreference preference) {
    return references(warehouse, stage)
        .join(sources(warehouse), new String[] {"report_id", "section"}, "left")
        .join(
            new JapaneseTexts(warehouse, preference).translations(),
            new String[] {"source_hash"},
            "left")
        .select(
            col("report_id"),
            col("section"),
            col("reference"),
            col("translation.text_ja").as("hypothesis"));
  }

  private static Dataset<Row> references(Warehouse warehouse, String stage) {
    return warehouse
        .read(Table.REVISIONS)
        .where(col("stage").equalTo(stage).and(JapaneseTexts.isText()))
        .groupBy("report_id", "section")
        .agg(min_by(col("text_ja"), JapaneseTexts.newestFirst()).as("reference"));
  }

  private static Dataset<Row> sources(Warehouse warehouse) {
    return warehouse
        .current(Table.REPORTS, "report_id")
        .select(
            col("report_id"),
            explode(array(source(Section.FINDINGS), source(Section.IMPRESSION))).as("source"))
        .select("report_id", "source.section", "source.source_hash");
  }

  private static Column source(Section section) {
    return struct(lit(section.key()).as("section"), col(section.key() + "_hash").as("source_hash"));
  }

  private static Iterator<Row> count(Iterator<Row> pairs) {
    Scorer scorer = new Scorer(Scorer.standard(), 0, 0);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pairs.hasNext();
      }

      @Override
      public Row next() {
        Row pair = pairs.next();
        return RowFactory.create(
            pair.getAs("section"), pair.getAs("report_id"), counts(scorer, pair));
      }
    };
  }

  private static byte[] counts(Scorer scorer, Row pair) {
    String reference = pair.getAs("reference");
    String hypothesis = pair.getAs("hypothesis");
    boolean fits =
        hypothesis != null
            && Math.max(hypothesis.length(), reference.length()) <= Scorer.MAX_LENGTH;
    return fits ? scorer.count(pair.getAs("report_id"), hypothesis, reference).toBytes() : null;
  }
}
