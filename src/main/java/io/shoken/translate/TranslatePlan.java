package io.shoken.translate;

import io.shoken.llm.Price;
import io.shoken.llm.budget.EarlierRequests;
import io.shoken.llm.journal.Journals;
import io.shoken.translate.Translate.Options;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.pending.Estimate;
import io.shoken.translate.pending.OutputRatio;
import io.shoken.translate.pending.PendingTexts;
import io.shoken.translate.pending.RecoveredAnswers;
import io.shoken.translate.pending.RequestsOfADay;
import io.shoken.translate.pending.SentenceReuse;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one run of {@code translate} asks for: the texts that no row, no batch at a service and no
 * journal of a dead run answers, and what that is expected to cost. Closing it frees what it
 * caches.
 */
final class TranslatePlan implements AutoCloseable {

  /** The values of {@code translate.sentence-reuse} for which a dry run tells the saving. */
  private static final int[] SENTENCE_REUSES = {10, 100};

  private final TranslateSettings settings;
  private final Options options;
  private final Recipe recipe;
  private final Warehouse warehouse;
  private final Journals journals;
  private final RecoveredAnswers recovered;
  private final PendingTexts texts;
  private final Dataset<Row> pending;
  private final OutputRatio ratio;
  private Optional<SentenceReuse> reuse = Optional.empty();

  TranslatePlan(TranslateSettings settings, Options options, Recipe recipe, Warehouse warehouse) {
    this.settings = settings;
    this.options = options;
    this.recipe = recipe;
    this.warehouse = warehouse;
    this.journals = new Journals(warehouse, TranslationRows.JOURNAL);
    this.recovered = RecoveredAnswers.of(journals);
    this.texts = new PendingTexts(warehouse, recipe);
    this.pending = pending(warehouse);
    this.ratio = OutputRatio.of(warehouse, recipe);
  }

  private Dataset<Row> pending(Warehouse warehouse) {
    Dataset<Row> asked =
        options.onlyFailed()
            ? texts.notTranslated()
            : texts.neverAsked(new BatchParts(warehouse).waiting());
    Dataset<Row> left = recovered.without(asked, texts);
    return options.limit().map(n -> left.orderBy("source_hash").limit(n)).orElse(left);
  }

  Journals journals() {
    return journals;
  }

  /** The answers of dead runs, which this run writes to the table. */
  RecoveredAnswers recovered() {
    return recovered;
  }

  /**
   * The requests of the last 24 hours, those of dead runs included; none if no limit needs them.
   */
  List<EarlierRequests> requestsOfADay() {
    if (settings.llm().limits().requestsPerDay().isEmpty()) {
      return List.of();
    }
    String[] needed = {"provider", "attempts", "created_at"};
    Dataset<Row> rows =
        warehouse
            .read(Table.TRANSLATIONS)
            .selectExpr(needed)
            .union(journals.rows(journals.files()).selectExpr(needed));
    return RequestsOfADay.of(rows, Clock.systemUTC());
  }

  /** What is sent under the settings, first sentences, then texts. */
  SentenceReuse toSend() {
    if (reuse.isEmpty()) {
      reuse = Optional.of(reusing(sentenceReuse()));
    }
    return reuse.get();
  }

  /** What {@link #toSend} is expected to take. */
  Estimate estimate() {
    return Estimate.of(toSend().planned(), recipe, ratio);
  }

  /** What a dry run prints: the estimate, then what re-using sentences would save. */
  List<String> describe(Optional<Price> price) {
    List<String> lines = new ArrayList<>();
    Estimate whole = estimate(0);
    Estimate asSet = sentenceReuse() == 0 ? whole : estimate();
    lines.add(asSet.describe(settings.llm().limits(), price));
    for (int least : options.onlyFailed() ? new int[0] : SENTENCE_REUSES) {
      lines.add(
          "translate.sentence-reuse = %d would make %s"
              .formatted(least, estimate(least).describeInsteadOf(whole, price)));
    }
    return lines;
  }

  private Estimate estimate(int least) {
    try (SentenceReuse other = reusing(least)) {
      return Estimate.of(other.planned(), recipe, ratio);
    }
  }

  private SentenceReuse reusing(int least) {
    return new SentenceReuse(texts, pending, this::answers, settings.privacy(), least);
  }

  /** The newest answers, those of this run's journals included. */
  private Dataset<Row> answers() {
    return inOrder(texts.newest()).union(inOrder(journals.rows(journals.files())));
  }

  /** A union goes by position; and Spark's log of plans at TRACE fails on another order. */
  private static Dataset<Row> inOrder(Dataset<Row> rows) {
    return rows.selectExpr(TranslationRows.SCHEMA.fieldNames());
  }

  /** Texts that failed are sent whole. */
  private int sentenceReuse() {
    return options.onlyFailed() ? 0 : settings.sentenceReuse();
  }

  @Override
  public void close() {
    reuse.ifPresent(SentenceReuse::close);
    recovered.close();
  }
}
