package io.shoken.translate.batch;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.translate.batch.BatchParts.ExportedPart;
import io.shoken.translate.pending.PendingTexts;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Warehouse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Writes the texts that were never asked for into files of requests, split by the batch limits. */
public final class BatchExport {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Recipe recipe;
  private final BatchSettings limits;
  private final long mostTokens;
  private final PrivacySettings privacy;
  private final Clock clock;

  /** The parts that a queue of batches holds at the same time. */
  private static final int PARTS_OF_QUEUE = 4;

  /**
   * @param queueTokens that the service's queue of batches holds; a part has a quarter of it
   */
  public BatchExport(
      Recipe recipe,
      BatchSettings limits,
      Optional<Long> queueTokens,
      PrivacySettings privacy,
      Clock clock) {
    this.mostTokens = queueTokens.map(n -> n / PARTS_OF_QUEUE).orElse(Long.MAX_VALUE);
    this.privacy = privacy;
    this.recipe = recipe;
    this.limits = limits;
    this.clock = clock;
  }

  /** Empty if there is no text to ask for that is not in an open part already. */
  public Optional<BatchSet> write(Warehouse warehouse, Optional<Integer> most) {
    BatchParts parts = new BatchParts(warehouse);
    parts.folder().removeUnfinished();
    PendingTexts texts = new PendingTexts(warehouse, recipe);
    Dataset<Row> unasked = texts.neverAsked(parts.waiting());
    List<ExportedPart> open = parts.open();
    Dataset<Row> pending =
        open.isEmpty() ? unasked : texts.except(unasked, parts.keysWithRecipe(open));
    Dataset<Row> lines =
        most.map(n -> pending.orderBy("source_hash").limit(n))
            .orElse(pending)
            .repartition(warehouse.spark().sparkContext().defaultParallelism(), col("source_hash"))
            .mapPartitions(new BatchLines(recipe, privacy), Encoders.row(BatchLines.SCHEMA))
            .persist(StorageLevel.DISK_ONLY());
    try {
      return lines.isEmpty() ? Optional.empty() : Optional.of(write(parts.folder(), lines));
    } catch (IOException e) {
      throw parts.folder().unreachable(e);
    } finally {
      lines.unpersist();
    }
  }

  private BatchSet write(BatchFolder folder, Dataset<Row> lines) throws IOException {
    String id = ID.format(clock.instant());
    List<BatchSet.Part> parts = new ArrayList<>();
    Iterator<Row> rows = lines.toLocalIterator();
    Row next = rows.next();
    while (next != null) {
      try (PartFile file = new PartFile(folder, id, parts.size() + 1)) {
        while (next != null && file.takes(next)) {
          file.add(next);
          next = rows.hasNext() ? rows.next() : null;
        }
        parts.add(file.part());
      }
    }
    BatchSet set =
        new BatchSet(
            id,
            recipe.provider(),
            recipe.model(),
            recipe.promptId(),
            recipe.parameters(),
            recipe.byText(),
            parts);
    folder.complete(set);
    return set;
  }

  /** A file of requests and the one of their keys. */
  private final class PartFile implements AutoCloseable {
    private final String name;
    private final String address;
    private final OutputStream requests;
    private final OutputStream keys;
    private int count;
    private long bytes;
    private long inputTokens;
    private long sourceTokens;

    PartFile(BatchFolder folder, String set, int number) throws IOException {
      this.name = "part-%05d".formatted(number);
      this.address = set + "/" + name;
      this.requests = new BufferedOutputStream(folder.create(address + ".jsonl"));
      this.keys = new BufferedOutputStream(folder.create(address + ".keys.csv"));
    }

    boolean takes(Row row) {
      int length = line(row).length;
      if (length > limits.maxBytes()) {
        throw UserException.usage(
            "translate.batch.max-bytes is %d, and one request alone has %d; raise it"
                .formatted(limits.maxBytes(), length));
      }
      if (count == 0) {
        return true;
      }
      return count < limits.maxRequests()
          && bytes + length <= limits.maxBytes()
          && inputTokens + row.<Integer>getAs("input_tokens") <= mostTokens;
    }

    void add(Row row) throws IOException {
      byte[] line = line(row);
      requests.write(line);
      keys.write(
          "%s,%s,%s,%s,\"%s\"\n"
              .formatted(
                  row.<String>getAs("translation_key"),
                  row.<String>getAs("source_hash"),
                  row.<String>getAs("section"),
                  address,
                  row.<String>getAs("parameters").replace("\"", "\"\""))
              .getBytes(StandardCharsets.UTF_8));
      count++;
      bytes += line.length;
      inputTokens += row.<Integer>getAs("input_tokens");
      sourceTokens += row.<Integer>getAs("source_tokens");
    }

    BatchSet.Part part() {
      return new BatchSet.Part(name, count, bytes, inputTokens, sourceTokens);
    }

    private static byte[] line(Row row) {
      return (row.<String>getAs("line") + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      requests.close();
      keys.close();
    }
  }
}
