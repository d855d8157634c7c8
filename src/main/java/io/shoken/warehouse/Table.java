package io.shoken.warehouse;

import java.util.Locale;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of the warehouse and their columns, which users and acceptance rely on. Columns are
 * matched by name; a run writes exactly these.
 */
public enum Table {
  REPORTS(
      "report_id STRING, patient_id STRING, split STRING, language STRING, volumes ARRAY<STRING>,"
          + " findings_ja STRING, impression_ja STRING, clinical_information_en STRING,"
          + " technique_en STRING, findings_en STRING, impression_en STRING, findings_hash STRING,"
          + " impression_hash STRING, source_file STRING, source_row BIGINT"),
  LABELS("report_id STRING, finding STRING, label INT, label_source STRING"),
  /** Rows of an input that break the contract; {@code detail} never holds report text. */
  REJECTS("source_file STRING, source_row BIGINT, cause STRING, detail STRING"),
  TRANSLATIONS(
      "translation_key STRING, source_hash STRING, section STRING, provider STRING, model STRING,"
          + " prompt_id STRING, parameters STRING, outcome STRING, text_ja STRING,"
          + " rejected_text STRING, reason STRING,"
          + " checks ARRAY<STRUCT<`check`: STRING, passed: BOOLEAN, detail: STRING>>,"
          + " doubtful BOOLEAN, finish_reason STRING, input_tokens BIGINT, cached_tokens BIGINT,"
          + " output_tokens BIGINT, reasoning_tokens BIGINT, cost_usd DOUBLE, attempts INT,"
          + " latency_ms BIGINT, created_at TIMESTAMP"),
  REVISIONS(
      "report_id STRING, section STRING, stage STRING, reviewer STRING, text_ja STRING,"
          + " base_hash STRING, ratings MAP<STRING, INT>, comment STRING, seconds BIGINT,"
          + " reviewed_at TIMESTAMP, kind STRING, status STRING, export_id STRING,"
          + " source_hash STRING, shown_ja STRING, findings ARRAY<STRING>,"
          + " spans ARRAY<STRUCT<start: INT, `end`: INT, kind: STRING, severity: STRING,"
          + " `check`: STRING, decision: STRING>>, failed_checks ARRAY<STRING>, choice STRING,"
          + " weight DOUBLE"),
  /** What {@code review report} measured. */
  REVIEWS(
      "stage STRING, reviewer STRING, measure STRING, value DOUBLE, low DOUBLE, high DOUBLE,"
          + " n BIGINT, signature STRING"),
  SCORES(
      "section STRING, metric STRING, value DOUBLE, low DOUBLE, high DOUBLE, n BIGINT,"
          + " signature STRING"),
  TOKENS(
      "report_id STRING, text_hash STRING, tokenizer STRING, tokens ARRAY<STRING>,"
          + " ids ARRAY<INT>"),
  PREDICTIONS(
      "report_id STRING, finding STRING, model_id STRING, logit DOUBLE, probability DOUBLE,"
          + " threshold DOUBLE, decision INT, evidence STRING, text_hash STRING"),
  EVALUATIONS(
      "model_id STRING, label_source STRING, split STRING, finding STRING, n BIGINT,"
          + " positives BIGINT, tp BIGINT, fp BIGINT, fn BIGINT, tn BIGINT, `precision` DOUBLE,"
          + " recall DOUBLE, f1 DOUBLE, f1_low DOUBLE, f1_high DOUBLE, auroc DOUBLE,"
          + " average_precision DOUBLE");

  @SuppressWarnings("ImmutableEnumChecker") // a StructType never changes; it lacks the annotation
  private final StructType schema;

  Table(String ddl) {
    this.schema = StructType.fromDDL(ddl);
  }

  /** The folder below the warehouse, such as {@code reports}. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The columns that a run writes. */
  public StructType schema() {
    return schema;
  }
}
