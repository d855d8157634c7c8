package io.shoken.testkit;

import org.apache.spark.sql.SparkSession;

/** The Spark session that integration tests share: two threads, no UI, UTC, loopback only. */
public final class Sparks {
  private Sparks() {}

  /** The session, started at first use and ended with the JVM. */
  public static synchronized SparkSession local() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("shoken-test")
        .config("spark.ui.enabled", false)
        .config("spark.plugins", "io.shoken.llm.budget.BudgetPlugin")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate();
  }
}
