package io.shoken.warehouse;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.shoken.core.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Tables of immutable facts: {@code <root>/<table>/run=<id>/part-*.parquet} and {@code
 * <root>/runs/<id>/manifest.json}. A reader takes only the runs whose manifest exists, so a run
 * that died half-way is as if it had not been.
 */
public final class Warehouse {
  static final String RUN = "run";

  private final SparkSession spark;
  private final Storage storage;
  private final WarehouseMark mark;
  private final Set<Path> sound = ConcurrentHashMap.newKeySet();
  private final List<String> damaged = new CopyOnWriteArrayList<>();
  private boolean leavesOutDamaged;

  private Warehouse(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
    this.mark = new WarehouseMark(storage);
    mark.require();
  }

  /**
   * Opens the warehouse; a folder that is missing or empty is made one.
   *
   * @throws UserException (69) if it cannot be reached, (2) if the folder is something else
   */
  public static Warehouse open(SparkSession spark, String uri) {
    return new Warehouse(spark, new Storage(uri, spark.sparkContext().hadoopConfiguration()));
  }

  public SparkSession spark() {
    return spark;
  }

  /** Where it lies, as a qualified URI. */
  public String uri() {
    return storage.root().toString();
  }

  WarehouseMark mark() {
    return mark;
  }

  public Storage storage() {
    return storage;
  }

  /** All committed runs, oldest first. */
  public List<Manifest> manifests() {
    List<Manifest> manifests = new ArrayList<>();
    for (String runId : storage.list("runs")) {
      if (RunId.isValid(runId)) {
        leniently(() -> manifest(runId)).ifPresent(manifests::add);
      }
    }
    manifests.sort(Manifest.BY_AGE);
    return manifests;
  }

  /**
   * From now on runs whose manifest or files are damaged are left out and told by {@link #damaged}:
   * for views, which show what there is. Steps must not do that, since they would make again, and
   * pay for again, what they don't see.
   */
  public void leaveOutDamaged() {
    leavesOutDamaged = true;
  }

  /** What was left out so far, a message each. */
  public List<String> damaged() {
    return List.copyOf(damaged);
  }

  private <T> Optional<T> leniently(Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (UserException e) {
      if (!leavesOutDamaged || e.kind() != UserException.Kind.INPUT) {
        throw e;
      }
      if (!damaged.contains(e.getMessage())) {
        damaged.add(e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** What a committed run did, or empty where there is none of that id. */
  public Optional<Manifest> manifest(String runId) {
    return storage.read(Manifest.file(runId)).map(json -> parse(runId, json));
  }

  /** Whether a run of that id was committed. */
  public boolean isCommitted(String runId) {
    return storage.isFile(Manifest.file(runId));
  }

  /**
   * The committed run that did the work of an id, under the id itself or, where its folders were
   * taken, under a later {@link RunId#attempt}.
   */
  public Optional<Manifest> committed(String id) {
    for (int n = 1; ; n++) {
      String attempt = RunId.attempt(id, n);
      Optional<Manifest> manifest = manifest(attempt);
      if (manifest.isPresent() || !isTaken(attempt)) {
        return manifest;
      }
    }
  }

  /** The first attempt at that id that writes into no folder in which there is something. */
  String freeId(String id) {
    int n = 1;
    while (isTaken(RunId.attempt(id, n))) {
      n++;
    }
    return RunId.attempt(id, n);
  }

  private boolean isTaken(String runId) {
    return Arrays.stream(Table.values())
        .anyMatch(table -> !storage.list(relative(table, runId)).isEmpty());
  }

  /**
   * The rows of runs that have no manifest, because they died or it was lost; without the column
   * {@code run}.
   */
  public Dataset<Row> readLost(Table table) {
    return read(table, new DeadRuns(this).withRowsIn(table)).drop(RUN);
  }

  /** Whether {@link #readLost} finds a run. */
  public boolean hasLost(Table table) {
    return !new DeadRuns(this).withRowsIn(table).isEmpty();
  }

  /** Removes what {@link #readLost} read, where we made it: a committed run has the rows now. */
  public void removeLost(Table table) {
    new DeadRuns(this).removeTakenOver(table);
  }

  /** Ids of the committed runs that wrote any of the tables, oldest first. */
  public List<String> runsOf(Table... tables) {
    Set<String> names =
        Arrays.stream(tables).map(Table::directory).collect(Collectors.toUnmodifiableSet());
    return manifests().stream()
        .filter(m -> m.tables().keySet().stream().anyMatch(names::contains))
        .map(Manifest::runId)
        .toList();
  }

  /**
   * The rows of all committed runs, with the column {@code run} beside the table's own; without
   * rows where nothing has been written.
   */
  public Dataset<Row> read(Table table) {
    return read(table, runsOf(table));
  }

  Dataset<Row> read(Table table, List<String> runs) {
    StructType schema = table.schema().add(RUN, DataTypes.StringType);
    String[] folders =
        runs.stream()
            .filter(id -> isSound(table, id))
            .filter(id -> !storage.list(relative(table, id)).isEmpty())
            .map(id -> StoredFiles.literal(folder(table, id)))
            .toArray(String[]::new);
    if (folders.length == 0) {
      return spark.createDataFrame(List.of(), schema);
    }
    return spark
        .read()
        .schema(schema)
        .option("basePath", storage.path(table.directory()).toString())
        .parquet(folders);
  }

  private boolean isSound(Table table, String runId) {
    return leniently(
            () -> {
              requireSound(table, runId);
              return Optional.of(runId);
            })
        .isPresent();
  }

  /** Checks the files of a run once in the life of this object. */
  private void requireSound(Table table, String runId) {
    Path folder = folder(table, runId);
    if (sound.contains(folder)) {
      return;
    }
    Optional<Manifest> manifest = manifest(runId);
    OptionalLong rows =
        manifest.isPresent()
            ? OptionalLong.of(manifest.get().tables().getOrDefault(table.directory(), 0L))
            : OptionalLong.empty();
    if (rows.isPresent()
        && rows.getAsLong() == 0
        && storage.list(relative(table, runId)).isEmpty()) {
      return; // nothing was written, so there may be no folder
    }
    new PartFiles(folder, spark.sparkContext().hadoopConfiguration()).require(rows);
    if (manifest.isPresent()) {
      sound.add(folder);
    }
  }

  /**
   * Of the rows that share a key, the one of the newest committed run; without the column {@code
   * run}. Rows of one run that share a key are told apart by nothing: a run must not write such.
   */
  public Dataset<Row> current(Table table, String... key) {
    List<String> runs = runsOf(table);
    if (runs.size() < 2) {
      return read(table, runs).drop(RUN);
    }
    Column[] keys = Arrays.stream(key).map(k -> coalesce(col(k), lit(""))).toArray(Column[]::new);
    Column newestFirst = col("run_age").desc();
    return read(table, runs)
        .join(ages(runs), RUN)
        .withColumn("newest", row_number().over(Window.partitionBy(keys).orderBy(newestFirst)))
        .where(col("newest").equalTo(1))
        .drop("newest", "run_age", RUN);
  }

  /** Writes a page for people into the warehouse's folder, over an older one; returns its place. */
  public String putPage(String name, byte[] content) {
    storage.replace(name, content);
    Path page = storage.path(name);
    return "file".equals(page.toUri().getScheme()) ? page.toUri().getPath() : page.toString();
  }

  private Dataset<Row> ages(List<String> runsOldestFirst) {
    List<Row> rows = new ArrayList<>();
    for (int age = 0; age < runsOldestFirst.size(); age++) {
      rows.add(RowFactory.create(runsOldestFirst.get(age), age));
    }
    StructType schema =
        new StructType().add(RUN, DataTypes.StringType).add("run_age", DataTypes.IntegerType);
    return broadcast(spark.createDataFrame(rows, schema));
  }

  Path folder(Table table, String runId) {
    return storage.path(relative(table, runId));
  }

  static String relative(Table table, String runId) {
    return table.directory() + "/" + RUN + "=" + runId;
  }

  private Manifest parse(String runId, byte[] json) {
    try {
      return Manifest.ofJson(json).requireWhole(runId);
    } catch (IOException | IllegalArgumentException e) {
      throw UserException.input(
          "%s is damaged; restore it from a copy, or move that one file away: the run then counts as not done, and translate takes over the rows that it paid for"
              .formatted(storage.path(Manifest.file(runId))));
    }
  }
}
