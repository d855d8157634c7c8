package io.shoken.translate.pending;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.shoken.core.Hashes;
import io.shoken.translate.request.MarkedText;
import io.shoken.translate.request.PrivacyFilter;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.Source;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Translates a sentence that many texts share once, as a text of its own with the first of them as
 * context, and puts its Japanese into all of them. The rest of each text is sent as before (see
 * {@link MarkedText}).
 */
public final class SentenceReuse implements AutoCloseable {

  static final MapType KNOWN_TYPE =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  private static final StructType PLACES =
      new StructType()
          .add("source_hash", DataTypes.StringType)
          .add("section", DataTypes.StringType)
          .add("report_id", DataTypes.StringType)
          .add("sentence", DataTypes.StringType);

  private final PendingTexts texts;
  private final Dataset<Row> pending;
  private final Supplier<Dataset<Row>> answers;
  private final Optional<Shared> shared;

  /**
   * @param places each sentence of the corpus with each text that has it
   * @param sentences those that the pending texts share, as {@link PendingTexts#keyed} has texts
   */
  private record Shared(Dataset<Row> places, Dataset<Row> sentences) {}

  /**
   * @param pending the texts to be asked for
   * @param answers the newest rows of {@code translations}, as they are when it is called
   * @param privacy a text with an identifier in it gives no sentence
   * @param least the texts of the corpus that a sentence is in at least; 0 shares none
   */
  public SentenceReuse(
      PendingTexts texts,
      Dataset<Row> pending,
      Supplier<Dataset<Row>> answers,
      PrivacySettings privacy,
      int least) {
    this.texts = texts;
    this.pending = pending;
    this.answers = answers;
    this.shared = least == 0 ? Optional.empty() : Optional.of(shared(privacy, least));
  }

  /**
   * What is sent first: the sentences that no row answers, as {@link PendingTexts#keyed} has texts.
   * Empty where none are shared.
   */
  public Optional<Dataset<Row>> sentences() {
    return shared.map(s -> texts.except(s.sentences, answers.get()));
  }

  /** What is sent then: the texts, with the Japanese of their sentences. */
  public Dataset<Row> texts() {
    return shared
        .map(s -> withKnown(s.places, japanese(s.sentences, answers.get())))
        .orElse(pending);
  }

  /** Both, as if each sentence were translated; the Japanese is made up. */
  public Dataset<Row> planned() {
    Column text = col("text");
    return shared
        .map(
            s ->
                withKnown(s.places, s.sentences.select(text.as("sentence"), text.as("text_ja")))
                    .union(texts.except(s.sentences, answers.get()).selectExpr(pending.columns())))
        .orElse(pending);
  }

  @Override
  public void close() {
    shared.ifPresent(
        s -> {
          s.sentences.unpersist();
          s.places.unpersist();
        });
  }

  private static Dataset<Row> japanese(Dataset<Row> sentences, Dataset<Row> answers) {
    Dataset<Row> translated =
        AnswerKey.add(
                answers.where(
                    col("outcome")
                        .equalTo("translated")
                        .and(Source.isSentenceRow())
                        .and(not(col("text_ja").rlike("[\\r\\n]")))))
            .groupBy(AnswerKey.COLUMN)
            .agg(max_by(col("text_ja"), col("created_at")).as("text_ja"));
    return sentences
        .select(col(AnswerKey.COLUMN), col("text").as("sentence"))
        .join(translated, AnswerKey.COLUMN)
        .select("sentence", "text_ja");
  }

  private Dataset<Row> withKnown(Dataset<Row> places, Dataset<Row> japanese) {
    Dataset<Row> known =
        places
            .join(japanese, "sentence")
            .groupBy("source_hash")
            .agg(map_from_entries(collect_list(struct("sentence", "text_ja"))).as(Source.KNOWN));
    return pending
        .drop(Source.KNOWN)
        .join(known, new String[] {"source_hash"}, "left")
        .selectExpr(pending.columns());
  }

  private Shared shared(PrivacySettings privacy, int least) {
    Dataset<Row> corpus = texts.keyed();
    Dataset<Row> places =
        corpus
            .select("source_hash", "section", "report_id", "text")
            .flatMap((FlatMapFunction<Row, Row>) row -> cut(row, privacy), Encoders.row(PLACES))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> first =
        places
            .groupBy("sentence")
            .agg(
                count(lit(1)).as("texts"),
                min(struct("section", "report_id", "source_hash")).as("first"))
            .where(col("texts").geq(least))
            .join(
                places.join(pending.select("source_hash"), "source_hash").select("sentence"),
                new String[] {"sentence"},
                "left_semi");
    Column hash =
        udf((UDF1<String, String>) Hashes::ofText, DataTypes.StringType).apply(col("sentence"));
    Dataset<Row> sentences =
        first
            .join(
                corpus.select(col("source_hash").as("first_hash"), col("text").as("context")),
                col("first.source_hash").equalTo(col("first_hash")))
            .select(
                hash.as("source_hash"),
                col("first.report_id").as("report_id"),
                col("first.section").as("section"),
                col("sentence").as("text"),
                col("first.section").as("context_section"),
                col("context"));
    return new Shared(places, texts.withOwnKeys(sentences).persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** Each sentence of a text once. */
  private static Iterator<Row> cut(Row row, PrivacySettings privacy) {
    String text = row.getString(3);
    boolean clean = new PrivacyFilter(privacy).apply(text, null).isUnchanged();
    return (clean ? MarkedText.candidates(text) : List.<String>of())
        .stream().map(s -> RowFactory.create(row.get(0), row.get(1), row.get(2), s)).iterator();
  }
}
