package io.shoken.warehouse;

import static org.apache.spark.sql.functions.col;

import io.shoken.console.Progress;
import io.shoken.core.UserException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** One open run of one step: writes facts, counts, and becomes visible with its manifest. */
public final class Run {
  private final Warehouse warehouse;
  private final Lease lease;
  private final Progress progress;
  private final Clock clock;
  private final String id;
  private final String command;
  private final Instant startedAt;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Long> tables = new LinkedHashMap<>();
  private final Map<String, Object> notes = new LinkedHashMap<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  private Run(
      Warehouse warehouse, Lease lease, Progress progress, Clock clock, String id, String command) {
    this.warehouse = warehouse;
    this.lease = lease;
    this.progress = progress;
    this.clock = clock;
    this.id = id;
    this.command = command;
    this.startedAt = clock.instant();
  }

  /**
   * Opens a run. What dead runs of this program left is removed, but for rows that were paid for.
   * Where a folder of that id has content that stays, the run gets a {@link RunId#attempt}.
   *
   * @throws IllegalStateException if a run of that id was committed
   */
  public static Run begin(
      Warehouse warehouse, Lease lease, Progress progress, Clock clock, String id, String command) {
    if (warehouse.isCommitted(id)) {
      throw new IllegalStateException("run " + id + " is committed");
    }
    warehouse.mark().complete();
    new DeadRuns(warehouse).remove();
    String free = warehouse.freeId(id);
    Run run = new Run(warehouse, lease, progress, clock, free, command);
    new RunMark(free, command, run.startedAt.toString()).write(warehouse.storage());
    run.describe("reads its inputs");
    return run;
  }

  public SparkSession spark() {
    return warehouse.spark();
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  public String id() {
    return id;
  }

  public Progress progress() {
    return progress;
  }

  /**
   * Adds rows to a table of this run. Columns are taken by name and cast to the table's types; more
   * columns than the table has are left out.
   */
  public void write(Table table, Dataset<Row> rows) {
    warehouse.storage().list(table.directory()); // refuses a file in the folder's place
    Column[] columns =
        Arrays.stream(table.schema().fields())
            .map(f -> col("`" + f.name() + "`").cast(f.dataType()))
            .toArray(Column[]::new);
    Column[] named = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      named[i] = columns[i].as(table.schema().fields()[i].name());
    }
    describe("writes " + table.directory());
    rows.select(named)
        .write()
        .mode(SaveMode.Append)
        .option("compression", "zstd")
        .parquet(warehouse.folder(table, id).toString());
    describe("counts " + table.directory());
    tables.put(table.directory(), written(table).count());
    describe("goes on");
  }

  /** What Spark's UI shows for the jobs from here on, such as {@code ingest: writes reports}. */
  private void describe(String doing) {
    warehouse.spark().sparkContext().setJobDescription(command + ": " + doing);
  }

  /** What this run has written to a table so far. */
  public Dataset<Row> written(Table table) {
    return warehouse.read(table, List.of(id)).drop(Warehouse.RUN);
  }

  /**
   * Those of the texts that are not in a table yet, by {@code report_id} and {@code text_hash}.
   *
   * @param made which of the table's rows count, such as those of one model
   */
  public Dataset<Row> notYetIn(Table table, Column made, Dataset<Row> texts) {
    String[] keys = {"report_id", "text_hash"};
    Dataset<Row> there = warehouse.read(table).where(made).select(keys[0], keys[1]).distinct();
    return texts.join(there, keys, "left_anti");
  }

  /** Adds to a count of the manifest, such as {@code in}, {@code out}, {@code rejected}. */
  public void count(String name, long n) {
    counts.merge(name, n, Long::sum);
  }

  /** A fact for the manifest: anything that JSON can hold, never report text or a key. */
  public void note(String key, Object value) {
    notes.put(key, value);
  }

  /** Work for when the manifest is written, such as removing what the run's rows stand for now. */
  public void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  /** Whether this run has written any row. */
  public boolean hasRows() {
    return tables.values().stream().anyMatch(n -> n > 0);
  }

  /** The counts so far, by name, in the order in which they were first counted. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Makes the run's rows visible by writing its manifest.
   *
   * @throws UserException (75) if the lease was lost to another run meanwhile
   */
  public Manifest commit(
      int exitCode,
      Map<String, String> configuration,
      Map<String, String> versions,
      List<String> inputs) {
    lease.ensureHeld();
    Manifest manifest =
        new Manifest(
            id,
            command,
            startedAt.toString(),
            clock.instant().toString(),
            exitCode,
            configuration,
            versions,
            inputs,
            counts,
            tables,
            notes);
    if (!warehouse.storage().putIfAbsent(Manifest.file(id), manifest.toJson())) {
      throw new UserException(
          UserException.Kind.TRY_LATER,
          "run " + id + " was committed by another process meanwhile; nothing is lost, run again");
    }
    afterCommit.forEach(Runnable::run);
    return manifest;
  }
}
