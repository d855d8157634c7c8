package io.shoken.translate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.shoken.report.UserException;
import io.shoken.sandbox.SandboxSettings;
import io.shoken.table.Run;
import io.shoken.table.Step;
import io.shoken.table.Table;
import io.shoken.table.TranslationPreference;
import io.shoken.table.Warehouse;
import io.shoken.translate.Messages.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Translates every distinct English section that has no translation under the current settings, and
 * writes one row for each text asked for, whatever came of it.
 */
public final class Translate implements Step {

  /** A task that dies loses its answers, so tasks are kept short. */
  private static final int TEXTS_PER_TASK = 500;

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

  private record Totals(
      long rows, long rejected, long failed, long inputTokens, long outputTokens, double usd) {}

  private final TranslateSettings settings;
  private final SandboxSettings sandbox;
  private final Options options;
  private final Map<String, String> environment;
  private final Consumer<String> out;
  private final Recipe recipe;

  /**
   * @param environment where {@code OPENAI_API_KEY} is looked up
   * @param out takes what a dry run finds, a line at a time
   * @throws UserException (usage) if the prompt cannot be read
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
    this.recipe = Recipe.of(settings);
  }

  /**
   * Which of several translations of a text readers take under these settings.
   *
   * @throws UserException (usage) if the prompt cannot be read
   */
  public static TranslationPreference preference(TranslateSettings settings) {
    Recipe recipe = Recipe.of(settings);
    return new TranslationPreference(
        recipe.provider(), recipe.model(), recipe.promptId(), recipe.parameters());
  }

  /** Answers are paid for one by one. */
  @Override
  public boolean keepsRowsOfAStop() {
    return true;
  }

  @Override
  public String command() {
    return "translate";
  }

  /** Earlier translations are part of it: they decide what is still to do. */
  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS));
    parts.add(recipe.keyOf(""));
    parts.add(options.toString());
    return parts;
  }

  /**
   * @throws UserException (quota or unavailable) if a call failed in a way that concerns every
   *     call, or more than the allowed share was not translated; the rows that there are have been
   *     written to the run by then, and are paid for
   */
  @Override
  public Outcome run(Run run) {
    if (settings.provider() == TranslateSettings.Provider.IMPORT) {
      return Outcome.NOTHING_TO_DO;
    }
    Dataset<Row> pending = pending(run.warehouse());
    long texts = pending.count();
    if (options.dryRun()) {
      out.accept(Estimate.of(pending, recipe, texts).describe(settings));
      return Outcome.NOTHING_TO_DO;
    }
    if (texts == 0) {
      return Outcome.NOTHING_TO_DO;
    }
    Optional<Stop> stop = translate(run, pending, texts);
    Totals totals = account(run, texts);
    stop.ifPresent(s -> raise(s, totals, texts));
    return judge(totals);
  }

  private Dataset<Row> pending(Warehouse warehouse) {
    PendingTexts texts = new PendingTexts(warehouse, recipe);
    Dataset<Row> pending = options.onlyFailed() ? texts.notTranslated() : texts.neverAsked();
    return options.limit().map(n -> pending.orderBy("source_hash").limit(n)).orElse(pending);
  }

  private Optional<Stop> translate(Run run, Dataset<Row> pending, long texts) {
    run.progress().start("translating", texts);
    try (Endpoint endpoint = Endpoint.open(settings, sandbox, environment);
        JobBudget job = JobBudget.open(settings, endpoint.service(), run.progress())) {
      TranslateTask task =
          new TranslateTask(
              job.id(),
              recipe,
              settings.timeouts(),
              settings.retries(),
              settings.price(),
              settings.limits().inFlight());
      Dataset<Row> rows =
          pending
              .repartition(partitions(run, texts), col("source_hash"))
              .mapPartitions(task, Encoders.row(TranslationRows.SCHEMA));
      run.write(Table.TRANSLATIONS, rows);
      return job.stop();
    } finally {
      run.progress().done();
    }
  }

  private static int partitions(Run run, long texts) {
    long cores = run.spark().sparkContext().defaultParallelism();
    return (int) Math.max(Math.min(texts, cores), (texts + TEXTS_PER_TASK - 1) / TEXTS_PER_TASK);
  }

  private Totals account(Run run, long texts) {
    Totals totals = totals(run.written(Table.TRANSLATIONS));
    run.count("in", totals.rows);
    run.count("out", totals.rows - totals.rejected - totals.failed);
    run.count("rejected", totals.rejected);
    run.count("failed", totals.failed);
    if (totals.rows < texts) {
      run.count("left", texts - totals.rows);
    }
    run.note("model", recipe.model());
    run.note("prompt", recipe.promptId());
    run.note("parameters", recipe.parameters());
    run.note("input_tokens", totals.inputTokens);
    run.note("output_tokens", totals.outputTokens);
    run.note("cost_usd", totals.usd);
    return totals;
  }

  private static Totals totals(Dataset<Row> rows) {
    Row row =
        rows.agg(
                count(lit(1)),
                count_if(col("outcome").equalTo("rejected")),
                count_if(col("outcome").equalTo("failed")),
                sum("input_tokens"),
                sum("output_tokens"),
                sum("cost_usd"))
            .na()
            .fill(0)
            .first();
    return new Totals(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getDouble(5));
  }

  private static void raise(Stop stop, Totals totals, long texts) {
    throw new UserException(
        stop.kind(),
        "translate stopped: %s; %d of %d texts have their rows and are kept, run again for the rest"
            .formatted(stop.reason(), totals.rows, texts));
  }

  private Outcome judge(Totals totals) {
    long bad = totals.rejected + totals.failed;
    if (bad > settings.maxFailedShare() * totals.rows) {
      throw new UserException(
          UserException.Kind.UNAVAILABLE,
          ("translate: %d of %d texts were not translated, allowed is a share of %s; their reasons"
                  + " are in the table translations, run again with --only-failed")
              .formatted(bad, totals.rows, settings.maxFailedShare()));
    }
    return bad == 0 ? Outcome.DONE : Outcome.PARTIAL;
  }
}
