package io.shoken.translate;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.llm.LlmSettings;
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
import io.shoken.translate.answer.Totals;
import io.shoken.translate.pending.CheckpointedTexts;
import io.shoken.translate.pending.CurrentKeys;
import io.shoken.translate.pending.Estimate;
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
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Translates every distinct English section that has no translation under the current settings:
 * plans what to ask for, asks, and folds the answers into the table. Each text that was asked for
 * gets one row: translated, rejected or failed.
 */
public final class Translate implements Step {

  static final String COMMAND = "translate";

  /** Enough tasks that none is the last one for long. */
  private static final int TEXTS_PER_TASK = 500;

  /**
   * What the command line asks for.
   *
   * @param onlyFailed retries the texts whose newest row is failed or rejected, and no others
   * @param limit the most texts to ask for
   * @param dryRun prints what it would cost, and makes no call
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
   * Makes one call with a made-up sentence, which is paid for; returns one line about the answer.
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
    try (TranslatePlan plan = new TranslatePlan(settings, options, recipe, run.warehouse())) {
      if (options.dryRun()) {
        plan.describe(price).forEach(out);
        warnings(settings, LocalDate.now(ZoneOffset.UTC)).forEach(out);
        return Outcome.NOTHING_TO_DO;
      }
      Totals recovered = plan.recovered().totals();
      Estimate estimate = plan.estimate();
      if (estimate.texts() == 0 && recovered.isEmpty()) {
        plan.journals().remove(plan.recovered().files());
        return Outcome.NOTHING_TO_DO;
      }
      run.note("estimate", estimate.toNote(price));
      Optional<Stop> stop = estimate.texts() == 0 ? Optional.empty() : ask(run, plan, estimate);
      fold(run, plan.journals());
      return new TranslateManifest(recipe, price, settings.maxFailedShare())
          .finish(run, recovered, estimate.texts(), stop);
    }
  }

  /** With speculation two attempts of one task would run at once, and both would pay. */
  private static void requireNoSpeculation(Run run) {
    if (run.spark().sparkContext().getConf().getBoolean("spark.speculation", false)) {
      throw UserException.usage(
          "translate: spark.speculation is on, and would pay for texts twice; set it to false");
    }
  }

  /** Sends all texts and returns when their answers are in the journals, or why the job stopped. */
  private Optional<Stop> ask(Run run, TranslatePlan plan, Estimate estimate) {
    LlmSettings llm = settings.llm();
    run.progress().start("translating", estimate.calls());
    try (Endpoint endpoint = Endpoint.open(COMMAND, llm.endpoint(), sandbox, environment);
        JobBudget job =
            JobBudget.open(
                COMMAND,
                llm,
                cap(plan),
                plan.requestsOfADay(),
                endpoint.service(),
                run.progress())) {
      TranslateTask task = task(plan.journals().folder(run, job.id()));
      Consumer<Dataset<Row>> send =
          texts ->
              CheckpointedTexts.forEachPartition(
                  run.warehouse().storage(),
                  plan.journals().texts(run),
                  texts.repartition(partitions(run, estimate.texts()), col("source_hash")),
                  task);
      plan.toSend().sentences().ifPresent(send);
      if (job.stop().isEmpty()) {
        send.accept(plan.toSend().texts());
      }
      return job.stop();
    } finally {
      run.progress().done();
    }
  }

  /** What a dead run has spent counts for the run that takes its answers over. */
  private SpendingCap cap(TranslatePlan plan) {
    Totals before = plan.recovered().totals();
    return new SpendingCap(
        settings.llm().budget(), price, before.inputTokens(), before.outputTokens(), before.usd());
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

  /** Writes what the journals hold, of this run and of dead ones; the commit removes them. */
  private static void fold(Run run, Journals journals) {
    List<FileStatus> files = journals.files();
    run.write(Table.TRANSLATIONS, journals.rows(files));
    run.afterCommit(() -> journals.remove(files));
  }

  private static int partitions(Run run, long texts) {
    long cores = run.spark().sparkContext().defaultParallelism();
    return (int) Math.max(Math.min(texts, cores), (texts + TEXTS_PER_TASK - 1) / TEXTS_PER_TASK);
  }
}
