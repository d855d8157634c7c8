package io.shoken.review;

import static org.apache.spark.sql.functions.col;

import io.shoken.console.TextTable;
import io.shoken.core.Hashes;
import io.shoken.core.PlainFiles;
import io.shoken.core.UserException;
import io.shoken.review.file.Answered;
import io.shoken.review.file.Comparison;
import io.shoken.review.file.Item;
import io.shoken.review.file.Refusals;
import io.shoken.review.file.Returned;
import io.shoken.review.file.ReviewFile;
import io.shoken.review.file.Revision;
import io.shoken.review.file.Sheet;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Takes what reviewers hand back into {@code revisions}. Every row of every file is compared with
 * its export first; one that does not fit refuses all. Rows are added and never changed: a later
 * answer of the same reviewer is read in place of an earlier one, and an answer that is there
 * already is not added again.
 */
public final class ReviewImport implements Step {
  private static final long MOST_BYTES = 1L << 28;

  private final ImportOptions options;
  private final Clock clock;
  private final Consumer<TextTable> show;

  /**
   * What to take.
   *
   * @param reviewer who filled in the CSV files; empty: their names say so
   */
  public record ImportOptions(List<Path> files, Optional<String> reviewer, boolean dryRun) {
    public ImportOptions {
      if (files.isEmpty()) {
        throw UserException.usage("review import needs --in FILE, once or more");
      }
    }
  }

  public ReviewImport(ImportOptions options, Clock clock, Consumer<TextTable> show) {
    this.options = options;
    this.clock = clock;
    this.show = show;
  }

  @Override
  public String command() {
    return "review-import";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(Boolean.toString(options.dryRun()));
    parts.add(options.reviewer().orElse(""));
    options
        .files()
        .forEach(
            file ->
                parts.add(file.getFileName() + Hashes.ofBytes(PlainFiles.read(file, MOST_BYTES))));
    parts.addAll(warehouse.runsOf(Table.REVISIONS));
    return parts;
  }

  @Override
  public Outcome run(Run run) {
    TextTable.Builder table =
        TextTable.titled(options.dryRun() ? "Review files (nothing is written)" : "Review files")
            .columns(
                "file",
                "reviewer",
                "stage",
                "texts",
                "new",
                "untouched",
                "unsure",
                "skipped",
                "attention_items",
                "attention_found");
    Map<String, String> known = new HashMap<>();
    Set<String> revised = new HashSet<>();
    readRevisions(run.warehouse(), known, revised);
    List<Row> rows = new ArrayList<>();
    Timestamp now = Timestamp.from(clock.instant());
    long all = 0;
    ExportStore exports = new ExportStore(run.warehouse());
    for (Path path : options.files()) {
      Returned file = read(path);
      ExportStore.Found found = exports.find(file);
      List<Revision> revisions = Comparison.of(file, found.export(), found.assignment());
      requireRevised(file, found, revisions, revised);
      List<Row> added = new ArrayList<>();
      for (Revision revision : revisions) {
        Row row = row(revision, found, now);
        if (!RevisionRows.content(row)
            .equals(known.put(RevisionRows.identity(row), RevisionRows.content(row)))) {
          added.add(row);
        }
      }
      rows.addAll(added);
      all += revisions.size();
      sum(table, file, found, revisions, added.size());
    }
    run.count("in", all);
    run.count("out", rows.size());
    run.count("rejected", 0);
    run.count("failed", 0);
    run.count("unchanged", all - rows.size());
    show.accept(table.build());
    if (options.dryRun() || rows.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    run.write(
        Table.REVISIONS, run.spark().createDataFrame(rows, Table.REVISIONS.schema()).coalesce(1));
    return Outcome.DONE;
  }

  private Returned read(Path path) {
    String name = path.getFileName().toString();
    if (name.endsWith(".json")) {
      return ReviewFile.read(name, PlainFiles.read(path, MOST_BYTES));
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      // Browsers and spreadsheets add to a name: "reader-1 (2).csv".
      String reviewer = options.reviewer().orElse(name.replaceFirst("[ .].*$", ""));
      return Sheet.read(name, reviewer, PlainFiles.read(path, MOST_BYTES));
    }
    throw Refusals.refusal(name, "expected a name that ends in .review.json or .csv");
  }

  /** The newest content of each reviewer's answer, and which texts were made in stage one. */
  private static void readRevisions(
      Warehouse warehouse, Map<String, String> known, Set<String> revised) {
    warehouse
        .read(Table.REVISIONS)
        .orderBy(col("reviewed_at").asc_nulls_first())
        .collectAsList()
        .forEach(row -> known.put(RevisionRows.identity(row), RevisionRows.content(row)));
    warehouse
        .read(Table.REVISIONS)
        .where(col("stage").equalTo("revised").and(JapaneseTexts.isText()))
        .select("report_id", "section", "text_ja")
        .collectAsList()
        .forEach(
            row ->
                revised.add(
                    row.getString(0) + ":" + row.getString(1) + Hashes.ofText(row.getString(2))));
  }

  private static void requireRevised(
      Returned file, ExportStore.Found found, List<Revision> revisions, Set<String> revised) {
    if (!found.export().stage().equals("checked") || found.export().kind().equals("pair")) {
      return;
    }
    Refusals refusals = new Refusals(file.name());
    for (Revision revision : revisions) {
      Item item = revision.item();
      if (item.original() == null && !revised.contains(item.key() + item.baseHash())) {
        refusals.add(
            revision.answer().row(),
            "it is checked, and no revised text with its base_hash is here");
      }
    }
    refusals.throwIfAny();
  }

  private static Row row(Revision revision, ExportStore.Found found, Timestamp now) {
    Item item = revision.item();
    Answered answer = revision.answer();
    boolean isText = item.pair() == null;
    return RowFactory.create(
        item.reportId(),
        item.section(),
        found.export().stage(),
        found.assignment().reviewer(),
        isText ? revision.text() : null,
        item.baseHash(),
        new LinkedHashMap<>(answer.ratings()),
        answer.comment().isBlank() ? null : answer.comment(),
        answer.seconds(),
        now,
        item.original() == null ? found.export().kind() : "attention",
        revision.status(),
        found.assignment().exportId(),
        item.sourceHash(),
        isText ? item.shown() : null,
        answer.findings().toArray(String[]::new),
        answer.spans().stream()
            .map(
                s ->
                    RowFactory.create(
                        s.start(), s.end(), s.kind(), s.severity(), s.check(), s.decision()))
            .toArray(Row[]::new),
        item.flags().stream().map(Item.Flag::check).toArray(String[]::new),
        revision.choice(),
        item.weight());
  }

  private static void sum(
      TextTable.Builder table,
      Returned file,
      ExportStore.Found found,
      List<Revision> revisions,
      int added) {
    List<Revision> attention = revisions.stream().filter(r -> r.item().original() != null).toList();
    List<Revision> others = revisions.stream().filter(r -> r.item().original() == null).toList();
    table.row(
        file.name(),
        found.assignment().reviewer(),
        found.export().shownStage(),
        others.size(),
        added,
        others.stream().filter(r -> r.untouched() && r.status().equals("approved")).count(),
        others.stream().filter(r -> r.status().equals("unsure")).count(),
        others.stream().filter(r -> r.status().equals("skipped")).count(),
        attention.size(),
        attention.stream().filter(r -> !r.untouched()).count());
  }
}
