package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.shoken.llm.budget.EarlierRequests;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the requests of the last 24 hours by the rows of {@code translations} that they gave. */
public final class RequestsOfADay {

  private static final Duration DAY = Duration.ofDays(1);

  private RequestsOfADay() {}

  /**
   * The requests by the hour, the oldest first. Calls that gave no row are not in it.
   *
   * @param rows with the columns {@code provider}, {@code attempts} and {@code created_at}
   */
  public static List<EarlierRequests> of(Dataset<Row> rows, Clock clock) {
    Instant now = clock.instant();
    return rows
        .where(col("provider").notEqual("import").and(col("attempts").gt(0)))
        .where(col("created_at").gt(lit(Timestamp.from(now.minus(DAY)))))
        .groupBy(date_trunc("hour", col("created_at")).as("hour"))
        .agg(min("created_at").as("first"), sum("attempts").as("requests"))
        .orderBy("hour")
        .collectAsList()
        .stream()
        .map(row -> earlier(now, row))
        .toList();
  }

  private static EarlierRequests earlier(Instant now, Row row) {
    Duration age = Duration.between(row.<Timestamp>getAs("first").toInstant(), now);
    return new EarlierRequests(age.isNegative() ? Duration.ZERO : age, row.getAs("requests"));
  }
}
