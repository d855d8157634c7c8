package io.shoken.translate.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.shoken.warehouse.Manifest;
import io.shoken.warehouse.StoredFiles;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The state of each part of each export: exported, uploaded, submitted, closed. */
public final class BatchParts {

  /** The name under which a run's manifest notes the parts that it has imported. */
  static final String NOTE = "batches";

  /**
   * The keys of a part, in a file next to its requests that holds no text. Older exports have no
   * parameters of a key: there those of the export hold.
   */
  static final StructType KEYS =
      new StructType()
          .add("translation_key", DataTypes.StringType)
          .add("source_hash", DataTypes.StringType)
          .add("section", DataTypes.StringType)
          .add("part", DataTypes.StringType)
          .add("parameters", DataTypes.StringType);

  /** The requests are at the service. */
  public record Uploaded(String fileId, String at) {}

  /** The service has the order. */
  public record Submitted(String batchId, String at) {}

  /** Nothing more is to be done about it. */
  record Closed(String reason, String at) {}

  /** A part with its export. */
  public record ExportedPart(BatchSet set, BatchSet.Part part) {
    public String address() {
      return set.address(part);
    }

    public String requests() {
      return address() + ".jsonl";
    }

    public String keys() {
      return address() + ".keys.csv";
    }
  }

  private final Warehouse warehouse;
  private final BatchFolder folder;
  private final Set<String> imported = new HashSet<>();

  public BatchParts(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.folder = new BatchFolder(warehouse);
    for (Manifest run : warehouse.manifests()) {
      if (run.notes().get(NOTE) instanceof Collection<?> addresses) {
        addresses.forEach(address -> imported.add(address.toString()));
      }
    }
  }

  public BatchFolder folder() {
    return folder;
  }

  public List<ExportedPart> all() {
    List<ExportedPart> all = new ArrayList<>();
    for (BatchSet set : folder.sets()) {
      set.parts().forEach(part -> all.add(new ExportedPart(set, part)));
    }
    return all;
  }

  /** Those about which something is still to be done. */
  public List<ExportedPart> open() {
    return all().stream().filter(part -> closed(part).isEmpty()).toList();
  }

  /** Those that are open and at the service. */
  public List<ExportedPart> submitted() {
    return open().stream().filter(part -> submitted(part).isPresent()).toList();
  }

  /** Why nothing more is to be done, empty if something is. */
  public Optional<String> closed(ExportedPart part) {
    return imported.contains(part.address())
        ? Optional.of("imported")
        : folder.get(part.address() + ".closed.json", Closed.class).map(Closed::reason);
  }

  public Optional<Uploaded> uploaded(ExportedPart part) {
    return folder.get(part.address() + ".uploaded.json", Uploaded.class);
  }

  public Optional<Submitted> submitted(ExportedPart part) {
    return folder.get(part.address() + ".submitted.json", Submitted.class);
  }

  public void note(ExportedPart part, Uploaded uploaded) {
    folder.put(part.address() + ".uploaded.json", uploaded);
  }

  public void note(ExportedPart part, Submitted submitted) {
    folder.put(part.address() + ".submitted.json", submitted);
  }

  public void note(ExportedPart part, Closed closed) {
    folder.put(part.address() + ".closed.json", closed);
  }

  /** {@link #KEYS} of these parts. */
  public Dataset<Row> keys(List<ExportedPart> parts) {
    if (parts.isEmpty()) {
      return warehouse.spark().createDataFrame(List.of(), KEYS);
    }
    String[] files =
        parts.stream()
            .map(part -> StoredFiles.literal(folder.path(part.keys())))
            .toArray(String[]::new);
    return warehouse.spark().read().schema(KEYS).option("escape", "\"").csv(files);
  }

  /** The keys of the parts that are at the service; empty if there is no such part. */
  public Optional<Dataset<Row>> waiting() {
    List<ExportedPart> submitted = submitted();
    return submitted.isEmpty() ? Optional.empty() : Optional.of(keysWithRecipe(submitted));
  }

  /** {@link #KEYS} of these parts with what their exports say of provider, model and the rest. */
  public Dataset<Row> keysWithRecipe(List<ExportedPart> parts) {
    Dataset<Row> all = null;
    for (BatchSet set : parts.stream().map(ExportedPart::set).distinct().toList()) {
      Dataset<Row> ofSet =
          keys(parts.stream().filter(part -> part.set().equals(set)).toList())
              .withColumn("provider", lit(set.provider()))
              .withColumn("model", lit(set.model()))
              .withColumn("prompt_id", lit(set.promptId()))
              .withColumn("parameters", coalesce(col("parameters"), lit(set.parameters())));
      all = all == null ? ofSet : all.unionByName(ofSet);
    }
    return all;
  }
}
