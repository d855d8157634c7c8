package io.shoken.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads the records of files of one kind as rows of Spark: one task streams one file. */
final class RecordTable {
  private static final long MIN_RECORD_BYTES = 1 << 20;
  private static final long MAX_RECORD_BYTES = 1 << 28;
  private static final int UTF8_BYTES = 4; // of a character at most

  private static final StructType VOLUME_KEY = StructType.fromDDL("volume_key STRING");

  private RecordTable() {}

  static Dataset<Row> read(
      SparkSession spark, List<Source> sources, StructType schema, int maxTextChars) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    SerializableConfiguration hadoop = new SerializableConfiguration(conf);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(sources, Math.max(1, sources.size()))
            .flatMap(source -> open(source, maxTextChars, hadoop.value()));
    return spark.createDataFrame(rows, schema);
  }

  private static RecordRows open(Source source, int maxTextChars, Configuration hadoop) {
    long most = (long) UTF8_BYTES * maxTextChars * source.mapper().columns();
    int limit = (int) Math.min(MAX_RECORD_BYTES, Math.max(MIN_RECORD_BYTES, most));
    RecordRows rows = RecordRows.open(source.file(), source.mapper(), limit, hadoop);
    TaskCompletionListener closing = context -> rows.close();
    TaskContext.get().addTaskCompletionListener(closing);
    return rows;
  }

  /** Marks the rows of volumes that are to be left out. */
  static Dataset<Row> exclude(Dataset<Row> rows, Set<String> volumes) {
    if (volumes.isEmpty()) {
      return rows;
    }
    List<Row> keys = volumes.stream().map(RowFactory::create).toList();
    Dataset<Row> excluded =
        rows.sparkSession().createDataFrame(keys, VOLUME_KEY).withColumn("is_excluded", lit(true));
    return rows.join(broadcast(excluded), "volume_key", "left")
        .withColumn(
            RowMapper.STATUS,
            when(col("is_excluded"), lit(RowMapper.EXCLUDED)).otherwise(col(RowMapper.STATUS)))
        .drop("is_excluded");
  }
}
