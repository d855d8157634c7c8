package io.shoken.ingest;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.Hashes;
import io.shoken.ingest.csv.Dialect.Escape;
import io.shoken.ingest.csv.Dialect.Separator;
import io.shoken.ingest.csv.Encoding;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step {@code ingest}: report and label files become the tables {@code reports}, {@code
 * labels}, {@code translations}, {@code revisions} and {@code rejects}. What the warehouse has
 * already is not written again. The result does not depend on how Spark divides the work.
 */
public final class Ingest implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final IngestSettings settings;
  private final IngestOptions options;
  private final Clock clock;

  /**
   * @param clock tells the time of imported translations
   */
  public Ingest(IngestSettings settings, IngestOptions options, Clock clock) {
    this.settings = settings;
    this.options = options;
    this.clock = clock;
  }

  @Override
  public String command() {
    return "ingest";
  }

  /**
   * SHA-256 and name of every file, and the settings. With a file of Japanese alone also the runs
   * that wrote reports, for they decide whether it is translations or reports.
   *
   * @throws io.shoken.core.UserException (input) if a file is missing or has a wrong header
   */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    Inputs inputs = inputs(warehouse);
    List<String> parts = new ArrayList<>(inputs.fingerprint());
    parts.add("settings " + Hashes.ofText(settings().toString()));
    if (inputs.reports().stream().anyMatch(Inputs::isJapaneseOnly)) {
      parts.addAll(warehouse.runsOf(Table.REPORTS));
    }
    return parts;
  }

  private List<String> settings() {
    List<String> parts =
        new ArrayList<>(
            List.of(
                new TreeMap<>(settings.columns()).toString(),
                Integer.toString(settings.maxTextChars()),
                settings.notGiven().toString(),
                labelSource(),
                settings.importModel().orElse(""),
                options.split().orElse("")));
    // The defaults add nothing: run ids stay what they were before these settings were there.
    if (settings.encoding() != Encoding.AUTO
        || settings.separator() != Separator.AUTO
        || settings.escape() != Escape.DOUBLED) {
      parts.add(settings.encoding() + " " + settings.separator() + " " + settings.escape());
    }
    return parts;
  }

  @Override
  public Outcome run(Run run) {
    Inputs inputs = inputs(run.warehouse());
    List<Source> reportFiles = inputs.reports();
    List<Source> labelFiles = inputs.labels();
    var excluded = inputs.excluded();
    Dataset<Row> reportRows =
        RecordTable.exclude(read(run, reportFiles, ReportMapper.SCHEMA), excluded);
    Dataset<Row> labelRows =
        RecordTable.exclude(read(run, labelFiles, LabelMapper.SCHEMA), excluded);
    Dataset<Row> known = run.warehouse().current(Table.REPORTS, "report_id");
    Dataset<Row> reports =
        ReportFold.judge(reportRows, known).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> labels = LabelFold.judge(labelRows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return write(run, new Judged(reports, reportFiles, labels, labelFiles, known));
    } finally {
      reports.unpersist();
      labels.unpersist();
    }
  }

  /** Rows with their status, the files that they come from, and the reports known before. */
  private record Judged(
      Dataset<Row> reports,
      List<Source> reportFiles,
      Dataset<Row> labels,
      List<Source> labelFiles,
      Dataset<Row> known) {}

  private Outcome write(Run run, Judged judged) {
    run.progress().start("reading files", judged.reportFiles.size() + judged.labelFiles.size());
    Tally reports = Tally.of(judged.reports, judged.reportFiles);
    run.progress().advance(judged.reportFiles.size());
    Tally labels = Tally.of(judged.labels, judged.labelFiles);
    run.progress().advance(judged.labelFiles.size());
    run.progress().done();
    note(run, reports.plus(labels));
    long written = 0;
    if (!judged.reportFiles.isEmpty()) {
      written += writeReports(run, judged, reports.scans());
    }
    if (!judged.labelFiles.isEmpty()) {
      written += writeLabels(run, judged.labels);
      noteLabelsWithoutReport(run, judged);
    }
    if (reports.rejectedRows() + labels.rejectedRows() > 0) {
      run.write(Table.REJECTS, rejects(judged.reports).union(rejects(judged.labels)));
      return Outcome.PARTIAL;
    }
    return written == 0 ? Outcome.NOTHING_TO_DO : Outcome.DONE;
  }

  private static void note(Run run, Tally tally) {
    run.count("in", tally.in());
    run.count("out", tally.kept());
    run.count("rejected", tally.rejectedRows());
    run.count("excluded", tally.excluded());
    run.count("folded", tally.folded());
    run.note("rejected_by_cause", tally.rejected());
    if (!tally.rejected().isEmpty()) {
      LOG.warn(
          "rejected by cause {}; the table rejects has file and row of each", tally.rejected());
    }
    if (!tally.emptyFiles().isEmpty()) {
      run.note("files_without_rows", tally.emptyFiles());
      tally.emptyFiles().forEach(file -> LOG.warn("{} has a header and no row", file));
    }
  }

  private long writeReports(Run run, Judged judged, long scans) {
    Dataset<Row> reports = ReportFold.reports(judged.reports);
    run.write(Table.REPORTS, ReportFold.changed(reports, judged.known));
    long written = run.written(Table.REPORTS).count();
    run.count("reports", written);
    run.count("reports_known", scans - written);
    SplitCheck.note(run, judged.known);
    List<String> ignored =
        judged.reportFiles.stream().flatMap(s -> header(s).ignored().stream()).distinct().toList();
    if (!ignored.isEmpty()) {
      run.note("columns_ignored", ignored.size());
    }
    boolean japanese = judged.reportFiles.stream().anyMatch(s -> header(s).hasJapanese());
    return japanese ? written + writeJapanese(run, judged.reports) : written;
  }

  private static ReportHeader header(Source source) {
    return ((ReportMapper) source.mapper()).header();
  }

  private long writeJapanese(Run run, Dataset<Row> judged) {
    Warehouse warehouse = run.warehouse();
    run.write(
        Table.TRANSLATIONS,
        JapaneseFold.unknown(
            JapaneseFold.translations(judged, clock.instant()),
            warehouse.current(Table.TRANSLATIONS, "translation_key"),
            "translation_key",
            "text_ja"));
    run.write(
        Table.REVISIONS,
        JapaneseFold.unknown(
            JapaneseFold.revisions(judged),
            warehouse.read(Table.REVISIONS),
            "report_id",
            "section",
            "stage",
            "reviewer",
            "text_ja"));
    long translations = run.written(Table.TRANSLATIONS).count();
    long revisions = run.written(Table.REVISIONS).count();
    run.count("translations", translations);
    run.note("japanese_without_english", JapaneseFold.withoutSource(judged));
    run.count("revisions", revisions);
    return translations + revisions;
  }

  private long writeLabels(Run run, Dataset<Row> judged) {
    Warehouse warehouse = run.warehouse();
    Dataset<Row> known = warehouse.current(Table.LABELS, "report_id", "finding", "label_source");
    run.write(
        Table.LABELS,
        JapaneseFold.unknown(
            LabelFold.labels(judged, labelSource()),
            known,
            "report_id",
            "finding",
            "label_source",
            "label"));
    long labels = run.written(Table.LABELS).count();
    run.count("labels", labels);
    return labels;
  }

  private static void noteLabelsWithoutReport(Run run, Judged judged) {
    Column kept = col(RowMapper.STATUS).equalTo(RowMapper.KEPT);
    Dataset<Row> reports =
        judged.known.select("report_id").union(judged.reports.where(kept).select("report_id"));
    Dataset<Row> labelled = judged.labels.where(kept).select("report_id").distinct();
    run.note(
        "labelled_scans_without_report",
        labelled
            .join(reports, labelled.col("report_id").equalTo(reports.col("report_id")), "left_anti")
            .count());
  }

  private static Dataset<Row> rejects(Dataset<Row> judged) {
    return judged
        .where(col(RowMapper.STATUS).equalTo(RowMapper.REJECTED))
        .select("source_file", "source_row", "cause", "detail");
  }

  private String labelSource() {
    return options.labelSource().orElse(settings.labelSource());
  }

  private Dataset<Row> read(Run run, List<Source> sources, StructType schema) {
    return RecordTable.read(run.spark(), sources, schema, settings.maxTextChars());
  }

  private Inputs inputs(Warehouse warehouse) {
    return new Inputs(settings, options, warehouse.spark().sparkContext().hadoopConfiguration());
  }
}
