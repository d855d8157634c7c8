package io.shoken.translate;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.llm.Model;
import io.shoken.llm.ModelTable;
import io.shoken.llm.Price;
import io.shoken.llm.Provider;
import io.shoken.llm.budget.JobBudget;
import io.shoken.llm.budget.Messages.Stop;
import io.shoken.llm.budget.SpendingCap;
import io.shoken.llm.call.Endpoint;
import io.shoken.llm.journal.JournalFolder;
import io.shoken.llm.journal.Journals;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.translate.answer.CheckCounts;
import io.shoken.translate.answer.Totals;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.batch.BatchParts;
import io.shoken.translate.pending.CheckpointedTexts;
import io.shoken.translate.pending.CurrentKeys;
import io.shoken.translate.pending.Estimate;
import io.shoken.translate.pending.OutputRatio;
import io.shoken.translate.pending.PendingTexts;
import io.shoken.translate.pending.RecoveredAnswers;
import io.shoken.translate.pending.SentenceReuse;
import io.shoken.translate.request.Recipe;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Translates every distinct English section that has no translation under the current settings, and
 * writes one row for each text asked for, whatever came of it.
 */
public final class Translate implements Step {

  static final String COMMAND = "translate";

  /** Enough tasks that none is the last one for long. */
  private static final int TEXTS_PER_TASK = 500;

  /** The values of {@code translate.sentence-reuse} for which a dry run tells the saving. */
  private static final int[] SENTENCE_REUSES = {10, 100};

  /**
   * What the command line asks for.
   *
   * @param onlyFailed ask again just for the texts whose newest row is failed or rejected
   * @param limit the most texts to ask for
   * @param dryRun tell what it would cost, and make no call
   */
  public record Options(boolean onlyFailed, Optional<Integer> limit, boolean dryRun) {
    public Options {
      if (limit.isPresent() && limit.get() < 1) {
        throw UserException.usage("--limit is " + limit.get() + ", expected 1 or more");
      }
    }
  }

  private final TranslateSettings settings;
  private final SandboxSettings sandbox;
  private final Options options;
  private final Map<String, String> environment;
  private final Consumer<String> out;
  private final Recipe recipe;
  private final Optional<Price> price;

  /**
   * @param environment where {@code OPENAI_API_KEY} is looked up
   * @param out takes what a dry run finds, a line at a time
   * @throws UserException (usage) if the prompt or the table of prices cannot be read, or the
   *     budget is in money and the price is not known
   */
  public Translate(
      TranslateSettings settings,
      SandboxSettings sandbox,
      Options options,
      Map<String, String> environment,
      Consumer<String> out) {
    this.settings = settings;
    this.sandbox = sandbox;
    this.options = options;
    this.environment = environment;
    this.out = out;
    this.recipe = recipe(settings);
    this.price =
        ModelTable.price(
            COMMAND, settings.llm().price(), settings.llm().endpoint().model(), tier(settings));
    if (settings.llm().budget().usd().isPresent() && price.isEmpty()) {
      throw UserException.usage(
          "translate.budget.usd is set, but the price of %s is not known; set translate.price.input and translate.price.output, in USD per million tokens"
              .formatted(settings.llm().endpoint().model()));
    }
  }

  /**
   * Which of several translations of a text readers take under these settings.
   *
   * @throws UserException (usage) if the prompt cannot be read
   */
  public static TranslationPreference preference(TranslateSettings settings) {
    Recipe recipe = recipe(settings);
    return recipe.variesByText()
        ? new CurrentKeys(recipe)
        : TranslationPreference.of(
            recipe.provider(), recipe.model(), recipe.promptId(), recipe.parameters());
  }

  /**
   * Sends one harmless sentence to the endpoint, which is paid for, and says in one line what came
   * back.
   *
   * @throws UserException if the settings do not allow a call, or none came back
   */
  public static String probe(TranslateSettings settings, Map<String, String> environment) {
    return Probe.call(settings.llm(), recipe(settings), environment);
  }

  static Recipe recipe(TranslateSettings settings) {
    return Recipe.of(settings.llm().endpoint(), settings.recipe(), model(settings));
  }

  /**
   * What is to be said of the model before it is relied on: its end, and a price that may be old.
   *
   * @throws UserException (usage) if the table of models cannot be read
   */
  public static List<String> warnings(TranslateSettings settings, LocalDate today) {
    return settings.llm().endpoint().provider() == Provider.OPENAI
        ? model(settings).warnings(today, settings.llm().price().input().isEmpty())
        : List.of();
  }

  static Model model(TranslateSettings settings) {
    return ModelTable.of(COMMAND, settings.llm().price()).model(settings.llm().endpoint().model());
  }

  private static String tier(TranslateSettings settings) {
    return settings.recipe().parameters().serviceTier().orElse(null);
  }

  /** Answers are paid for one by one. */
  @Override
  public boolean keepsRowsOfAStop() {
    return true;
  }

  @Override
  public String command() {
    return COMMAND;
  }

  /** Earlier translations are part of it: they decide what is still to do. */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS));
    parts.add(recipe.keyOf("", recipe.parameters()));
    if (recipe.variesByText()) {
      parts.add(recipe.byText());
    }
    if (settings.sentenceReuse() > 0) {
      parts.add("sentences in " + settings.sentenceReuse());
    }
    parts.add(options.toString());
    return parts;
  }

  /**
   * @throws UserException (quota, unavailable or try later) if a call failed in a way that concerns
   *     every call, a cap or the deadline was reached, or more than the allowed share was not
   *     translated; the rows that there are have been written to the run by then, and are paid for
   */
  @Override
  public Outcome run(Run run) {
    if (settings.llm().endpoint().provider() == Provider.IMPORT) {
      return Outcome.NOTHING_TO_DO;
    }
    requireNoSpeculation(run);
    Journals journals = new Journals(run.warehouse(), TranslationRows.JOURNAL);
    try (RecoveredAnswers recovered = RecoveredAnswers.of(journals)) {
      PendingTexts texts = new PendingTexts(run.warehouse(), recipe);
      Dataset<Row> pending = pending(run.warehouse(), texts, recovered);
      Supplier<Dataset<Row>> answers =
          () -> inOrder(texts.newest()).union(inOrder(journals.rows(journals.files())));
      IntFunction<SentenceReuse> reuses =
          least -> new SentenceReuse(texts, pending, answers, settings.privacy(), least);
      OutputRatio ratio = OutputRatio.of(run.warehouse(), recipe);
      if (options.dryRun()) {
        tellCost(reuses, ratio);
        return Outcome.NOTHING_TO_DO;
      }
      try (SentenceReuse reuse = reuses.apply(sentenceReuse())) {
        Estimate estimate = Estimate.of(reuse.planned(), recipe, ratio);
        if (estimate.texts() == 0 && recovered.totals().isEmpty()) {
          journals.remove(recovered.files());
          return Outcome.NOTHING_TO_DO;
        }
        run.note("estimate", estimate.toNote(price));
        Optional<Stop> stop = translate(run, journals, reuse, estimate, recovered.totals());
        fold(run, journals);
        return finish(run, recovered.totals(), estimate.texts(), stop);
      }
    }
  }

  /** Spark's log of plans at level TRACE ends the query where columns stand in another order. */
  private static Dataset<Row> inOrder(Dataset<Row> rows) {
    return rows.selectExpr(TranslationRows.SCHEMA.fieldNames());
  }

  /** Texts that failed are asked for whole. */
  private int sentenceReuse() {
    return options.onlyFailed() ? 0 : settings.sentenceReuse();
  }

  /** Two attempts of one task at the same time would both pay. */
  private static void requireNoSpeculation(Run run) {
    if (run.spark().sparkContext().getConf().getBoolean("spark.speculation", false)) {
      throw UserException.usage(
          "translate: spark.speculation is on, and would pay for texts twice; set it to false");
    }
  }

  private void tellCost(IntFunction<SentenceReuse> reuses, OutputRatio ratio) {
    IntFunction<Estimate> estimates =
        least -> {
          try (SentenceReuse reuse = reuses.apply(least)) {
            return Estimate.of(reuse.planned(), recipe, ratio);
          }
        };
    Estimate whole = estimates.apply(0);
    Estimate asSet = sentenceReuse() == 0 ? whole : estimates.apply(sentenceReuse());
    out.accept(asSet.describe(settings.llm().limits(), price));
    for (int least : options.onlyFailed() ? new int[0] : SENTENCE_REUSES) {
      out.accept(
          "translate.sentence-reuse = %d would make %s"
              .formatted(least, estimates.apply(least).describeInsteadOf(whole, price)));
    }
    warnings(settings, LocalDate.now(ZoneOffset.UTC)).forEach(out);
  }

  private Dataset<Row> pending(
      Warehouse warehouse, PendingTexts texts, RecoveredAnswers recovered) {
    Dataset<Row> pending =
        recovered.without(
            options.onlyFailed()
                ? texts.notTranslated()
                : texts.neverAsked(new BatchParts(warehouse).waiting()),
            texts);
    return options.limit().map(n -> pending.orderBy("source_hash").limit(n)).orElse(pending);
  }

  private Optional<Stop> translate(
      Run run, Journals journals, SentenceReuse reuse, Estimate estimate, Totals before) {
    if (estimate.texts() == 0) {
      return Optional.empty();
    }
    run.progress().start("translating", estimate.calls());
    SpendingCap cap =
        new SpendingCap(
            settings.llm().budget(),
            price,
            before.inputTokens(),
            before.outputTokens(),
            before.usd());
    try (Endpoint endpoint =
            Endpoint.open(COMMAND, settings.llm().endpoint(), sandbox, environment);
        JobBudget job =
            JobBudget.open(COMMAND, settings.llm(), cap, endpoint.service(), run.progress())) {
      TranslateTask task = task(journals.folder(run, job.id()));
      reuse.sentences().ifPresent(s -> ask(run, s, journals.texts(run), estimate, task));
      if (job.stop().isEmpty()) {
        ask(run, reuse.texts(), journals.texts(run), estimate, task);
      }
      return job.stop();
    } finally {
      run.progress().done();
    }
  }

  private static void ask(
      Run run, Dataset<Row> texts, String folder, Estimate estimate, TranslateTask task) {
    CheckpointedTexts.forEachPartition(
        run.warehouse().storage(),
        folder,
        texts.repartition(partitions(run, estimate.texts()), col("source_hash")),
        task);
  }

  private TranslateTask task(JournalFolder folder) {
    return new TranslateTask(
        folder,
        recipe,
        settings.llm().timeouts().ofCall(),
        settings.llm().retries(),
        price.orElse(null),
        settings.llm().limits().inFlight(),
        settings.checks(),
        settings.privacy());
  }

  /** The table gets what the journals hold, of this run and of dead ones; then they can go. */
  private static void fold(Run run, Journals journals) {
    List<FileStatus> files = journals.files();
    run.write(Table.TRANSLATIONS, journals.rows(files));
    run.afterCommit(() -> journals.remove(files));
  }

  private static int partitions(Run run, long texts) {
    long cores = run.spark().sparkContext().defaultParallelism();
    return (int) Math.max(Math.min(texts, cores), (texts + TEXTS_PER_TASK - 1) / TEXTS_PER_TASK);
  }

  private Outcome finish(Run run, Totals before, long texts, Optional<Stop> stop) {
    Totals totals = Totals.of(run.written(Table.TRANSLATIONS));
    long left = before.rows() + texts - totals.rows();
    totals.writeTo(run);
    if (before.rows() > 0) {
      run.count("recovered", before.rows());
    }
    if (left > 0) {
      run.count("left", left);
    }
    run.note("model", recipe.model());
    run.note("prompt", recipe.promptId());
    run.note("parameters", recipe.parameters());
    if (recipe.variesByText()) {
      run.note("by_text", recipe.byText());
    }
    run.note("checks", CheckCounts.of(run.written(Table.TRANSLATIONS)));
    run.note("price", price.map(Price::describe).orElse("not known"));
    price.ifPresent(p -> run.note("cost_usd", totals.usd()));
    stop.ifPresent(s -> raise(s, totals.rows(), left));
    return judge(totals);
  }

  private static void raise(Stop stop, long rows, long left) {
    throw new UserException(
        stop.kind(),
        "translate stopped: %s; %d of %d texts have their rows and are kept, run again for the rest"
            .formatted(stop.reason(), rows, rows + left));
  }

  private Outcome judge(Totals totals) {
    if (totals.bad() > settings.maxFailedShare() * totals.rows()) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          ("translate: %d of %d texts were not translated, allowed is a share of %s; their reasons"
                  + " are in the table translations, run again with --only-failed")
              .formatted(totals.bad(), totals.rows(), settings.maxFailedShare()));
    }
    return totals.bad() == 0 ? Outcome.DONE : Outcome.PARTIAL;
  }
}
