package io.shoken.tokenize;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import io.shoken.text.japanese.Encoding;
import io.shoken.text.japanese.JapaneseBertTokenizer;
import io.shoken.text.japanese.Windows;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag$;

/**
 * The step {@code tokenize}: Japanese texts become rows of {@code tokens}, not cut to any length. A
 * text of a report that a tokenizer of the same signature has cut already is not cut again.
 */
public final class Tokenize implements Step {
  /** The positions of BERT, beyond which a report is read in windows. */
  private static final int POSITIONS = 512;

  /** Tokens at most that a window repeats of the one before it. */
  private static final int OVERLAP = 64;

  private static final StructType CUT =
      StructType.fromDDL(
          "report_id STRING, text_hash STRING, tokens ARRAY<STRING>, ids ARRAY<INT>");

  private static final StructType WINDOWED =
      StructType.fromDDL("tokens BIGINT, windows BIGINT, read BIGINT");

  private final TokenizeOptions options;
  private final TranslationPreference preference;

  public Tokenize(TokenizeOptions options, TranslationPreference preference) {
    this.options = options;
    this.preference = preference;
  }

  @Override
  public String command() {
    return "tokenize";
  }

  /**
   * The tokenizer's signature, or that it is made here, and the runs that wrote what is read.
   *
   * @throws io.shoken.core.UserException if the folder holds no tokenizer that is supported
   */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(options.madeHere() ? options.toString() : read(warehouse).signature());
    parts.addAll(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS));
    parts.add(preference.key());
    return parts;
  }

  private SharedTokenizer read(Warehouse warehouse) {
    return SharedTokenizer.read(
        options.folder(), warehouse.spark().sparkContext().hadoopConfiguration());
  }

  @Override
  public Outcome run(Run run) {
    Dataset<Row> texts = new JapaneseTexts(run.warehouse(), preference).read();
    if (options.madeHere() && !Files.exists(Path.of(options.folder(), "vocab.txt"))) {
      CorpusVocabulary.write(texts, options.folder(), options.vocabularySize());
    }
    SharedTokenizer tokenizer = read(run.warehouse());
    Dataset<Row> uncut =
        run.notYetIn(Table.TOKENS, col("tokenizer").equalTo(tokenizer.signature()), texts);
    long in = texts.count();
    long todo = uncut.count();
    if (todo == 0) {
      return Outcome.NOTHING_TO_DO;
    }
    run.progress().start("tokenizing reports", -1);
    run.write(Table.TOKENS, cut(run, uncut, tokenizer));
    run.progress().done();
    run.count("in", todo);
    run.count("out", todo);
    run.count("cut_before", in - todo);
    countWindows(run);
    run.note("tokenizer", tokenizer.signature());
    run.note("tokenizer_folder", options.folder());
    return Outcome.DONE;
  }

  /** Counts what a model has to read in windows because it has fewer positions. */
  private static void countWindows(Run run) {
    Row sums =
        run.written(Table.TOKENS)
            .where(size(col("ids")).gt(POSITIONS))
            .select("tokens", "ids")
            .map((MapFunction<Row, Row>) Tokenize::windowed, Encoders.row(WINDOWED))
            .agg(
                count("tokens"),
                coalesce(sum("tokens"), lit(0L)),
                coalesce(sum("windows"), lit(0L)),
                coalesce(sum("read"), lit(0L)))
            .head();
    run.count("reports_over_" + POSITIONS + "_tokens", sums.getLong(0));
    run.count("tokens_of_long_reports", sums.getLong(1));
    run.count("windows_of_long_reports", sums.getLong(2));
    run.count("tokens_in_two_windows", sums.getLong(3) - sums.getLong(1));
  }

  private static Row windowed(Row row) {
    int[] ids = row.<Integer>getList(1).stream().mapToInt(Integer::intValue).toArray();
    Encoding encoding = Encoding.of(row.getList(0), ids);
    Windows.Count count = Windows.Count.of(encoding, new Windows(POSITIONS, OVERLAP).of(encoding));
    return RowFactory.create(count.tokens(), count.windows(), count.readTokens());
  }

  private static Dataset<Row> cut(Run run, Dataset<Row> texts, SharedTokenizer tokenizer) {
    Broadcast<SharedTokenizer> shared =
        run.spark()
            .sparkContext()
            .broadcast(tokenizer, ClassTag$.MODULE$.apply(SharedTokenizer.class));
    return texts
        .select("report_id", "text_hash", "text_ja")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> cut(rows, shared.value().get()),
            Encoders.row(CUT))
        .withColumn("tokenizer", lit(tokenizer.signature()));
  }

  private static Iterator<Row> cut(Iterator<Row> rows, JapaneseBertTokenizer tokenizer) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        Encoding encoding = tokenizer.encode(row.getString(2));
        return RowFactory.create(
            row.getString(0), row.getString(1), encoding.tokens().toArray(), encoding.ids());
      }
    };
  }
}
