package io.shoken.translate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.shoken.report.Hashes;
import io.shoken.sandbox.ChatTokens;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What it would save to translate a sentence that recurs once, with the first text that has it, and
 * to leave it out of the others: a text of which nothing is left needs no call. It is told, not
 * done.
 *
 * @param least the texts that a sentence is in at least
 * @param texts whose calls would go
 * @param tokens of the sentences left out
 */
record RecurringSentences(int least, long texts, long tokens) {

  private static final StructType SENTENCES =
      new StructType()
          .add("source_hash", DataTypes.StringType)
          .add("sentence", DataTypes.StringType)
          .add("tokens", DataTypes.IntegerType);

  /** A sentence ends at a line's end, or at a stop, question or exclamation mark before a space. */
  private static final Pattern END = Pattern.compile("(?<=[.?!])\\s+|\\R");

  /** For each of these least counts, in one pass over the texts. */
  static List<RecurringSentences> of(Dataset<Row> pending, int... leastCounts) {
    Dataset<Row> sentences =
        pending
            .select("source_hash", "text")
            .flatMap((FlatMapFunction<Row, Row>) RecurringSentences::cut, Encoders.row(SENTENCES));
    Dataset<Row> placed =
        sentences.join(
            sentences
                .groupBy("sentence")
                .agg(count(lit(1)).as("texts"), min("source_hash").as("first")),
            "sentence");
    List<Column> ofText = new ArrayList<>();
    List<Column> ofAll = new ArrayList<>();
    for (int least : leastCounts) {
      Column leftOut = col("texts").geq(least).and(col("first").notEqual(col("source_hash")));
      ofText.add(count_if(not(leftOut)).as("kept" + least));
      ofText.add(sum(when(leftOut, col("tokens")).otherwise(0)).as("tokens" + least));
      ofAll.add(count_if(col("kept" + least).equalTo(0)));
      ofAll.add(sum("tokens" + least));
    }
    Row sums =
        all(all(placed.groupBy("source_hash"), ofText).groupBy(), ofAll).na().fill(0).first();
    List<RecurringSentences> found = new ArrayList<>();
    for (int i = 0; i < leastCounts.length; i++) {
      found.add(
          new RecurringSentences(leastCounts[i], sums.getLong(2 * i), sums.getLong(2 * i + 1)));
    }
    return found;
  }

  private static Dataset<Row> all(RelationalGroupedDataset groups, List<Column> columns) {
    return groups.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  /** Each sentence of a text once, as a hash. */
  private static Iterator<Row> cut(Row row) {
    String hash = row.getString(0);
    return END.splitAsStream(row.getString(1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .distinct()
        .map(s -> RowFactory.create(hash, Hashes.ofText(s), ChatTokens.of(s)))
        .iterator();
  }

  /** One line for a person. */
  String describe(Recipe recipe, OutputRatio ratio, Optional<Price> price) {
    long input = tokens + texts * recipe.promptTokens(0);
    long output = Math.round((double) tokens * ratio.value());
    return String.format(
        Locale.ROOT,
        "sentences in %d texts or more, translated once, would save at most %,d calls, %,d input"
            + " tokens and about %,d output tokens%s",
        least,
        texts,
        input,
        output,
        price.map(p -> String.format(Locale.ROOT, " (%.2f USD)", p.of(input, output))).orElse(""));
  }
}
