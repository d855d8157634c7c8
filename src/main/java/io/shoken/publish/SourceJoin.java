package io.shoken.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.shoken.core.UserException;
import io.shoken.domain.Section;
import io.shoken.publish.DataFiles.Split;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The step {@code publish join}: puts the English text back into a publication that came without
 * it, for those who hold the source and have ingested it. Text is joined by report id and must have
 * the hash that the publication names; else its cell stays empty.
 */
public final class SourceJoin implements Step {
  private final Path in;
  private final Path out;

  /**
   * A join.
   *
   * @param in the folder of a publication, on this machine
   * @param out the folder that appears
   */
  public SourceJoin(Path in, Path out) {
    this.in = in.toAbsolutePath().normalize();
    this.out = out.toAbsolutePath().normalize();
  }

  @Override
  public String command() {
    return "publish-join";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>(warehouse.runsOf(Table.REPORTS));
    parts.add(out.toString());
    parts.add("to be joined " + UUID.randomUUID());
    return parts;
  }

  @Override
  public Outcome run(Run run) {
    if (Files.exists(out)) {
      throw UserException.usage(out + " exists; choose another --out");
    }
    try {
      Dataset<Row> published = published(run);
      Dataset<Row> joined = join(published, run.warehouse()).cache();
      try {
        long unmatched = joined.where(col("unmatched")).count();
        List<Split> splits =
            PublishedFolder.write(
                out,
                folder -> {
                  List<Split> all = new DataFiles(run, folder).write(joined.drop("unmatched"));
                  Files.writeString(folder.resolve("README.md"), README);
                  return all;
                });
        splits.forEach(split -> run.count("out", split.rows()));
        run.count("without_source", unmatched);
        return unmatched > 0 ? Outcome.PARTIAL : Outcome.DONE;
      } finally {
        joined.unpersist();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String README =
      """
      # A publication joined with its English source

      The English columns were filled from files of the source. Its terms hold for this folder: do
      not pass it on where they forbid that. Cells stay empty where the source at hand lacks a
      report or has another text.
      """;

  /** The Parquet files of the publication, after their hashes and columns were checked. */
  private Dataset<Row> published(Run run) throws IOException {
    Map<String, String> sums = Checksums.read(in);
    Path data = in.resolve("data");
    if (sums.isEmpty() || !Files.isDirectory(data)) {
      throw UserException.input(
          in + " is no publication; expected " + Checksums.FILE + " and the folder data/");
    }
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(data)) {
      for (Path file : all.sorted().toList()) {
        if (!Checksums.of(file).equals(sums.get(in.relativize(file).toString()))) {
          throw UserException.input(
              file + " is not the file that " + Checksums.FILE + " names; download it again");
        }
        files.add(file.toUri().toString());
      }
    }
    Dataset<Row> rows = run.spark().read().parquet(files.toArray(String[]::new));
    List<String> there = Arrays.asList(rows.columns());
    for (String name : PublishedRows.names()) {
      if (!there.contains(name)) {
        throw UserException.input("the files in " + data + " lack the column " + name);
      }
    }
    return rows;
  }

  private static Dataset<Row> join(Dataset<Row> published, Warehouse warehouse) {
    Dataset<Row> source = warehouse.current(Table.REPORTS, "report_id");
    List<Column> taken = new ArrayList<>(List.of(col("report_id").as("source_id")));
    PublishedRows.ENGLISH.forEach(name -> taken.add(col(name)));
    for (String name : List.of("findings_hash", "impression_hash", "source_file", "source_row")) {
      taken.add(col(name));
    }
    Dataset<Row> rows =
        published
            .drop(PublishedRows.ENGLISH.toArray(String[]::new))
            .join(
                source.select(taken.toArray(Column[]::new)),
                col("report_id").equalTo(col("source_id")),
                "left");
    Column same = lit(true);
    for (Section section : Section.values()) {
      same =
          same.and(col(section.key() + "_source_sha256").eqNullSafe(col(section.key() + "_hash")));
    }
    rows = rows.withColumn("unmatched", not(same.and(col("source_id").isNotNull())));
    for (String name : PublishedRows.ENGLISH) {
      rows = rows.withColumn(name, when(not(col("unmatched")), col(name)));
    }
    List<Column> columns = new ArrayList<>();
    PublishedRows.names().forEach(name -> columns.add(col("`" + name + "`")));
    PublishedRows.ENGLISH.forEach(name -> columns.add(col(name)));
    columns.addAll(List.of(col("source_file"), col("source_row"), col("unmatched")));
    return rows.select(columns.toArray(Column[]::new));
  }
}
