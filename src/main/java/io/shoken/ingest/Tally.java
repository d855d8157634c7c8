package io.shoken.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.shoken.core.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the rows of one kind of file by outcome. {@code in = kept + rejected + excluded} holds
 * because every record gives one row and every row has one status.
 *
 * @param rejected by cause
 * @param scans distinct scans among the kept rows
 * @param emptyFiles files with a header and no row
 */
record Tally(
    long kept, Map<String, Long> rejected, long excluded, long scans, List<String> emptyFiles) {

  /**
   * Counts in one pass over the rows, which is the pass that reads the files.
   *
   * @throws UserException (input) if a file cannot be read to its end
   */
  static Tally of(Dataset<Row> judged, List<Source> sources) {
    List<Row> counts =
        judged
            .withColumn(
                "damage", when(col(RowMapper.STATUS).equalTo(RowMapper.DAMAGED), col("detail")))
            .groupBy(RowMapper.STATUS, "cause", "source_file", "damage")
            .agg(count(lit(1)).as("n"), sum(col(Order.OPENS_SCAN).cast("long")).as("scans"))
            .na()
            .fill(0, new String[] {"scans"})
            .collectAsList();
    counts.stream()
        .filter(row -> row.getAs(RowMapper.STATUS).equals(RowMapper.DAMAGED))
        .findFirst()
        .ifPresent(Tally::refuse);
    Map<String, Long> rejected = new TreeMap<>();
    counts.stream()
        .filter(row -> row.getAs(RowMapper.STATUS).equals(RowMapper.REJECTED))
        .forEach(row -> rejected.merge(row.getAs("cause"), row.<Long>getAs("n"), Long::sum));
    var seen =
        counts.stream().map(row -> row.<String>getAs("source_file")).collect(Collectors.toSet());
    List<String> emptyFiles =
        sources.stream().map(s -> s.file().path()).filter(f -> !seen.contains(f)).toList();
    long scans = counts.stream().mapToLong(row -> row.<Long>getAs("scans")).sum();
    return new Tally(
        rows(counts, RowMapper.KEPT),
        rejected,
        rows(counts, RowMapper.EXCLUDED),
        scans,
        emptyFiles);
  }

  /** Both kinds of files together. */
  Tally plus(Tally other) {
    Map<String, Long> causes = new TreeMap<>(rejected);
    other.rejected.forEach((cause, n) -> causes.merge(cause, n, Long::sum));
    List<String> empty = new ArrayList<>(emptyFiles);
    empty.addAll(other.emptyFiles);
    return new Tally(
        kept + other.kept, causes, excluded + other.excluded, scans + other.scans, empty);
  }

  long in() {
    return kept + rejectedRows() + excluded;
  }

  long rejectedRows() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Kept rows that say of a scan what an earlier one said. */
  long folded() {
    return kept - scans;
  }

  private static long rows(List<Row> counts, String status) {
    return counts.stream()
        .filter(row -> row.getAs(RowMapper.STATUS).equals(status))
        .mapToLong(row -> row.<Long>getAs("n"))
        .sum();
  }

  private static void refuse(Row damaged) {
    throw UserException.input(
        damaged.getAs("source_file")
            + ": "
            + damaged.getAs("damage")
            + "; nothing of it was taken, get the file again");
  }
}
