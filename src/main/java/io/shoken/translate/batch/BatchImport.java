package io.shoken.translate.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.shoken.core.PlainFiles;
import io.shoken.llm.Price;
import io.shoken.llm.call.BatchClient;
import io.shoken.llm.call.BatchClient.State;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.Totals;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.batch.BatchParts.Closed;
import io.shoken.translate.batch.BatchParts.ExportedPart;
import io.shoken.translate.pending.PendingTexts;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.StoredFiles;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Takes the results of batches that are over, or of files that were carried out elsewhere, into
 * {@code translations}: each request's once, under the key that is its id.
 */
public final class BatchImport implements Step {

  private static final StructType LINES =
      new StructType()
          .add("kind", DataTypes.IntegerType)
          .add("translation_key", DataTypes.StringType)
          .add("detail", DataTypes.StringType);

  private final Recipe recipe;
  private final Optional<Price> price;
  private final CheckSettings checks;
  private final long maxResultBytes;
  private final List<Path> given;
  private final Supplier<BatchClient> service;
  private final Clock clock;

  /**
   * @param price at the batch's rate
   * @param maxResultBytes of one result file
   * @param given files that were carried out elsewhere; none for the batches that were submitted
   * @param service where those are
   */
  public BatchImport(
      Recipe recipe,
      Optional<Price> price,
      CheckSettings checks,
      long maxResultBytes,
      List<Path> given,
      Supplier<BatchClient> service,
      Clock clock) {
    this.recipe = recipe;
    this.price = price;
    this.checks = checks;
    this.maxResultBytes = maxResultBytes;
    this.given = given;
    this.service = service;
    this.clock = clock;
  }

  @Override
  public String command() {
    return "translate-batch-import";
  }

  /** The time is part of it: what the service has finished changes without a trace here. */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    return List.of(clock.instant().toString());
  }

  @Override
  public Outcome run(Run run) {
    BatchParts parts = new BatchParts(run.warehouse());
    try {
      return given.isEmpty() ? ofService(run, parts) : ofFiles(run, parts);
    } catch (IOException e) {
      throw parts.folder().unreachable(e);
    }
  }

  private Outcome ofService(Run run, BatchParts parts) throws IOException {
    List<ExportedPart> submitted = parts.submitted();
    if (submitted.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    List<ExportedPart> over = new ArrayList<>();
    List<String> files = new ArrayList<>();
    try (BatchClient client = service.get()) {
      for (ExportedPart part : submitted) {
        State state = client.state(parts.submitted(part).orElseThrow().batchId());
        if (state.isOver()) {
          over.add(part);
          List<String> fetched = fetch(parts, part, state, client);
          files.addAll(fetched);
          if (state.files().size() > fetched.size()) {
            run.count("missing_files", state.files().size() - fetched.size());
          }
        } else {
          run.count(state.status().equals(BatchClient.NOT_FOUND) ? "not_found" : "waiting", 1);
        }
      }
    }
    if (over.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    Outcome outcome = take(run, parts, over, files);
    if (outcome == Outcome.NOTHING_TO_DO) {
      over.forEach(part -> parts.note(part, new Closed("no new rows", clock.instant().toString())));
    } else {
      run.note(BatchParts.NOTE, over.stream().map(ExportedPart::address).toList());
    }
    return outcome;
  }

  private List<String> fetch(BatchParts parts, ExportedPart part, State state, BatchClient client)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (String id : state.files()) {
      String kind = id.equals(state.output()) ? ".output.jsonl" : ".errors.jsonl";
      String file = part.address() + kind;
      if (parts.folder().exists(file) || client.download(id, in -> copies(parts).copy(in, file))) {
        files.add(file);
      }
    }
    return files;
  }

  private Outcome ofFiles(Run run, BatchParts parts) throws IOException {
    List<String> files = new ArrayList<>();
    String scratch = "import-" + run.id();
    try {
      for (Path path : given) {
        String file = "%s/%05d.jsonl".formatted(scratch, files.size());
        try (InputStream in = open(path)) {
          copies(parts).copy(in, file);
        }
        files.add(file);
      }
      return take(run, parts, List.of(), files);
    } finally {
      parts.folder().delete(scratch);
    }
  }

  private static InputStream open(Path path) {
    // Copying it counts its bytes.
    return PlainFiles.open(path, Long.MAX_VALUE);
  }

  private ResultFiles copies(BatchParts parts) {
    return new ResultFiles(parts.folder(), maxResultBytes);
  }

  /** Reconciles lines with keys, counts what does not fit, and writes what is new. */
  private Outcome take(Run run, BatchParts parts, List<ExportedPart> over, List<String> files) {
    Dataset<Row> lines = lines(run, parts, files).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> index = index(run.warehouse(), parts).persist(StorageLevel.DISK_ONLY());
    try {
      Dataset<Row> best = best(lines, index).persist(StorageLevel.DISK_ONLY());
      tally(run, lines, best);
      if (!over.isEmpty()) {
        Dataset<Row> asked = parts.keys(over).select("translation_key");
        run.count("missing", asked.join(best, "translation_key", "left_anti").count());
      }
      write(run, best.join(index, "translation_key"));
      best.unpersist();
      return judge(run);
    } finally {
      lines.unpersist();
      index.unpersist();
    }
  }

  private static Dataset<Row> lines(Run run, BatchParts parts, List<String> files) {
    if (files.isEmpty()) {
      return run.spark().createDataFrame(List.of(), LINES);
    }
    MapFunction<String, Row> parse =
        line -> {
          ResultLine result = ResultLine.parse(line);
          return RowFactory.create(result.kind().rank, result.customId(), result.detail());
        };
    return run.spark()
        .read()
        .textFile(
            files.stream()
                .map(f -> StoredFiles.literal(parts.folder().path(f)))
                .toArray(String[]::new))
        .where("length(trim(value)) > 0")
        .map(parse, Encoders.row(LINES));
  }

  /** Every key that is known here, with its text and what the key was made of; each once. */
  private Dataset<Row> index(Warehouse warehouse, BatchParts parts) {
    Dataset<Row> now = new PendingTexts(warehouse, recipe).keyed();
    List<ExportedPart> all = parts.all();
    if (all.isEmpty()) {
      return now;
    }
    Dataset<Row> exported =
        parts
            .keysWithRecipe(all)
            .drop("part")
            .dropDuplicates("translation_key")
            .join(now.select("translation_key"), "translation_key", "left_anti")
            .join(now.select("source_hash", "text"), "source_hash");
    return now.unionByName(exported, true);
  }

  /** For each key that is known, the best line: an answer before a refusal. */
  private static Dataset<Row> best(Dataset<Row> lines, Dataset<Row> index) {
    return lines
        .join(index.select("translation_key"), "translation_key")
        .groupBy("translation_key")
        .agg(min(struct("kind", "detail")).as("best"), count(lit(1)).as("n"))
        .select(col("translation_key"), col("best.kind"), col("best.detail"), col("n"));
  }

  private static void tally(Run run, Dataset<Row> lines, Dataset<Row> best) {
    Row all = lines.agg(count(lit(1)), count_if(is(ResultLine.Kind.MALFORMED))).first();
    Row known =
        best.agg(count(lit(1)), count_if(is(ResultLine.Kind.EXPIRED)), sum("n"))
            .na()
            .fill(0)
            .first();
    long ofKnown = known.getLong(2);
    run.count("lines", all.getLong(0));
    run.count("malformed", all.getLong(1));
    run.count("unknown", all.getLong(0) - all.getLong(1) - ofKnown);
    run.count("duplicated", ofKnown - known.getLong(0));
    run.count("expired", known.getLong(1));
  }

  private static Column is(ResultLine.Kind kind) {
    return col("kind").equalTo(kind.rank);
  }

  /** A translation that is there stays; so does a failure that would only be said again. */
  private void write(Run run, Dataset<Row> results) {
    Dataset<Row> rows =
        results
            .where(col("kind").leq(ResultLine.Kind.REFUSED.rank))
            .mapPartitions(
                new BatchRows(recipe, price.orElse(null), checks),
                Encoders.row(TranslationRows.SCHEMA));
    Dataset<Row> there =
        run.warehouse()
            .current(Table.TRANSLATIONS, "translation_key")
            .select(
                col("translation_key"), col("outcome").as("old"), col("reason").as("old_reason"));
    run.write(
        Table.TRANSLATIONS,
        rows.join(there, "translation_key", "left")
            .where(
                col("old")
                    .isNull()
                    .or(
                        col("old")
                            .notEqual("translated")
                            .and(
                                col("old")
                                    .notEqual(col("outcome"))
                                    .or(col("old_reason").notEqual(col("reason")))))));
  }

  private static Outcome judge(Run run) {
    Totals totals = Totals.of(run.written(Table.TRANSLATIONS));
    if (totals.rows() == 0) {
      return Outcome.NOTHING_TO_DO;
    }
    totals.writeTo(run);
    run.note("cost_usd", totals.usd());
    return totals.bad() == 0 ? Outcome.DONE : Outcome.PARTIAL;
  }
}
