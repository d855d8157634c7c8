package io.shoken.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoken.app.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times are microseconds in UTC, and parts that were written as INT96 are read beside them. */
class ParquetTimesIT {
  private static final String KEY = "spark.sql.parquet.outputTimestampType";
  private static final Instant TIME = Instant.parse("2026-11-27T08:26:39.748145Z");

  @TempDir Path folder;

  @Test
  void writesMicrosecondsAndReadsOlderParts() throws IOException {
    SparkSession spark =
        Session.start(Configuration.load(List.of(), List.of()).settings().spark(), "test");
    Dataset<Row> row =
        spark.createDataFrame(
            List.of(RowFactory.create(Timestamp.from(TIME))),
            StructType.fromDDL("created_at TIMESTAMP"));
    String table = folder.resolve("table").toString();
    row.write().parquet(table);
    assertThat(schema()).contains("int64 created_at (TIMESTAMP(MICROS,true))");
    spark.conf().set(KEY, "INT96");
    row.write().mode(SaveMode.Append).parquet(table);
    spark.conf().set(KEY, "TIMESTAMP_MICROS");
    assertThat(schema()).contains("int96 created_at").contains("int64 created_at");
    assertThat(spark.read().parquet(table).collectAsList())
        .extracting(read -> read.<Timestamp>getAs(0).toInstant())
        .containsExactly(TIME, TIME);
  }

  private String schema() throws IOException {
    StringBuilder schemas = new StringBuilder();
    try (Stream<Path> parts = Files.list(folder.resolve("table"))) {
      for (Path part : parts.filter(p -> p.toString().endsWith(".parquet")).toList()) {
        var hadoop = new org.apache.hadoop.conf.Configuration();
        var file = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(part.toUri()), hadoop);
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
          schemas.append(reader.getFileMetaData().getSchema());
        }
      }
    }
    return schemas.toString();
  }
}
