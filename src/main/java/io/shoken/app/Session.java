package io.shoken.app;

import io.shoken.app.config.Secrets;
import io.shoken.app.config.Settings;
import io.shoken.llm.budget.BudgetPlugin;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark: locally, or as spark-submit configured it. */
final class Session {
  private Session() {}

  /** A session; the caller stops it. What spark-submit or {@code spark.options} say wins. */
  static SparkSession start(Settings.SparkSettings settings, String command) {
    Machine.nameUser();
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", settings.master());
    conf.setIfMissing("spark.app.name", "shoken " + command);
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.sql.parquet.compression.codec", "zstd");
    // Microseconds in UTC: pandas, polars and DuckDB then show a zone, which INT96 has none of.
    conf.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get("spark.master").startsWith("local")) {
      // One machine: nothing listens beyond loopback, and small tables need few partitions.
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.ui.enabled", "false");
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.sql.shuffle.partitions", String.valueOf(Math.max(2, cores)));
    }
    conf.setIfMissing("spark.redaction.regex", Secrets.KEYS);
    conf.setIfMissing("spark.log.level", settings.logLevel());
    settings.options().forEach(conf::set);
    conf.set("spark.plugins", plugins(conf.get("spark.plugins", "")));
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** The job's one API budget lives in a plugin, beside those that the user has. */
  private static String plugins(String others) {
    String budget = BudgetPlugin.class.getName();
    return others.isBlank() ? budget : others + "," + budget;
  }
}
