package io.shoken.publish;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.warehouse.Run;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Writes the published rows into a folder: for each split {@code data/<split>.parquet} and {@code
 * <split>_reports_ja.csv}. Spark sorts the rows into one file a split in the warehouse's folder,
 * which every executor sees; from there they come to the driver as a stream, so that memory stays
 * flat.
 */
final class DataFiles {
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").setNullString("").get();

  /** In the warehouse, whose lease keeps it to one run; what a killed run left is overwritten. */
  private static final String SCRATCH = "_publishing";

  private final Run run;
  private final Path folder;
  private final ProvenanceCounts counts = new ProvenanceCounts();

  /**
   * A split as it was written.
   *
   * @param name such as {@code train}
   * @param rows reports
   */
  record Split(String name, long rows) {
    String csv() {
      return name + "_reports_ja.csv";
    }

    String parquet() {
      return "data/" + name + ".parquet";
    }

    CsvShape shape() {
      return CsvShape.of(name);
    }
  }

  DataFiles(Run run, Path folder) {
    this.run = run;
    this.folder = folder;
  }

  /** Where the rows that were written come from. */
  ProvenanceCounts counts() {
    return counts;
  }

  /**
   * Writes all splits.
   *
   * @param rows as {@link PublishedRows} gives them
   */
  List<Split> write(Dataset<Row> rows) throws IOException {
    org.apache.hadoop.fs.Path sorted = run.warehouse().storage().path(SCRATCH);
    try {
      rows.withColumn("part", col("split"))
          .repartition(1)
          .sortWithinPartitions("part", "source_file", "source_row")
          .drop("source_file", "source_row")
          .write()
          .mode(SaveMode.Overwrite)
          .partitionBy("part")
          .option("compression", "zstd")
          .parquet(sorted.toString());
      FileSystem files = sorted.getFileSystem(run.spark().sparkContext().hadoopConfiguration());
      List<Split> splits = new ArrayList<>();
      for (FileStatus part : files.listStatus(sorted)) {
        if (part.isDirectory()) {
          splits.add(split(files, part.getPath()));
        }
      }
      splits.sort(Comparator.comparing(Split::name));
      return splits;
    } finally {
      run.warehouse().storage().delete(SCRATCH);
    }
  }

  private Split split(FileSystem files, org.apache.hadoop.fs.Path part) throws IOException {
    String name = part.getName().substring("part=".length());
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
      throw UserException.input(
          "a split has a name that no file can have; expected letters, digits, - and _");
    }
    Split split = new Split(name, csv(run.spark().read().parquet(part.toString()), name));
    Path target = folder.resolve(split.parquet());
    Files.createDirectories(target.getParent());
    for (FileStatus file : files.listStatus(part)) {
      if (file.getPath().getName().endsWith(".parquet")) {
        try (InputStream in = files.open(file.getPath())) {
          Files.copy(in, target);
        }
      }
    }
    return split;
  }

  private long csv(Dataset<Row> rows, String split) throws IOException {
    List<CsvShape.Field> fields = CsvShape.of(split).fields();
    Path file = folder.resolve(new Split(split, 0).csv());
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(out, CSV)) {
      printer.printRecord(fields.stream().map(CsvShape.Field::header).toList());
      Iterator<Row> all = rows.toLocalIterator();
      while (all.hasNext()) {
        Row row = all.next();
        counts.add(row);
        List<Object> cells = new ArrayList<>();
        for (CsvShape.Field field : fields) {
          cells.add(row.getAs(field.column()));
        }
        printer.printRecord(cells);
        written++;
      }
    }
    return written;
  }
}
