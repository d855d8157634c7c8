package io.shoken.score;

import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.domain.Section;
import io.shoken.quality.metric.Scorer;
import io.shoken.quality.metric.Scores;
import io.shoken.warehouse.JapaneseTexts;
import io.shoken.warehouse.Run;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.TranslationPreference;
import io.shoken.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Scores {@code translations} against {@code revisions} and writes {@code scores}: for the
 * findings, the impression, and both. The texts are read and counted once, in the cluster; the
 * driver sees about 700 bytes of counts a text, which resampling needs.
 */
public final class Score implements Step {
  static final String BOTH = "both";
  // The manifest is read as a whole by every later run.
  private static final int MAX_IDS = 1000;

  private final ScoreOptions options;
  private final ScoreSettings settings;
  private final TranslationPreference preference;
  private final Consumer<TextTable> show;

  /**
   * @param preference which of several translations of a text is scored
   * @param show gets the table for the user, once, at the end
   */
  public Score(
      ScoreOptions options,
      ScoreSettings settings,
      TranslationPreference preference,
      Consumer<TextTable> show) {
    this.options = options;
    this.settings = settings;
    this.preference = preference;
    this.show = show;
  }

  @Override
  public String command() {
    return "score";
  }

  @Override
  public List<String> fingerprint(Warehouse warehouse) {
    List<String> parts = new ArrayList<>();
    parts.add(options.toString());
    parts.add(settings.toString());
    parts.add(preference.key());
    parts.addAll(warehouse.runsOf(Table.REPORTS, Table.TRANSLATIONS, Table.REVISIONS));
    return parts;
  }

  /**
   * Scores. Without any revision there is nothing to do, unless a stage was asked for.
   *
   * @throws UserException (5) if there is no revision of the stage that was asked for, or none that
   *     has a translation
   */
  @Override
  public Outcome run(Run run) {
    Optional<String> stage = stage(run.warehouse());
    if (stage.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    Texts texts = Texts.count(run.warehouse(), stage.get(), preference);
    run.count("in", texts.revisions());
    run.count("out", texts.counted().values().stream().mapToLong(List::size).sum());
    run.count("rejected", texts.rejected());
    run.count("failed", 0);
    Map<String, Scores> scores = score(texts, stage.get());
    List<Scores.Row> rows = rows(scores, stage.get());
    write(run, rows);
    run.note("reference", stage.get());
    run.note("failing", failing(scores));
    show.accept(ScoreTables.table("Translations against what was " + stage.get(), rows));
    return texts.rejected() > 0 ? Outcome.PARTIAL : Outcome.DONE;
  }

  private Optional<String> stage(Warehouse warehouse) {
    List<String> there =
        warehouse
            .read(Table.REVISIONS)
            .where(JapaneseTexts.isText())
            .select("stage")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    options
        .reference()
        .filter(wanted -> !there.contains(wanted))
        .ifPresent(
            wanted -> {
              throw UserException.input(
                  "there is no revision of the stage "
                      + wanted
                      + ", but of "
                      + (there.isEmpty() ? "none" : String.join(", ", there))
                      + "; choose another --reference, or ingest a file with revisions of that"
                      + " stage");
            });
    return options
        .reference()
        .or(() -> ScoreOptions.STAGES.stream().filter(there::contains).findFirst());
  }

  private Map<String, Scores> score(Texts texts, String stage) {
    Scorer scorer = new Scorer(Scorer.standard(), settings.resamples(), settings.seed());
    Map<String, Scores> scores = new LinkedHashMap<>();
    List<Scorer.Counted> all = new ArrayList<>();
    for (Section section : Section.values()) {
      List<Scorer.Counted> counted = texts.counted().getOrDefault(section.key(), List.of());
      all.addAll(counted);
      if (!counted.isEmpty()) {
        scores.put(section.key(), scorer.scores(section.key(), counted));
      }
    }
    if (all.isEmpty()) {
      throw UserException.input(
          "none of the %,d texts that were %s has a translation in this warehouse;"
              .concat(" run translate, or ingest a file that holds them")
              .formatted(texts.revisions(), stage));
    }
    scores.put(BOTH, scorer.scores(BOTH, all));
    return scores;
  }

  private static List<Scores.Row> rows(Map<String, Scores> scores, String stage) {
    return scores.values().stream()
        .flatMap(s -> s.rows().stream())
        .map(row -> row.withSignature(row.signature() + "|ref:" + stage))
        .toList();
  }

  private static void write(Run run, List<Scores.Row> rows) {
    List<Row> written =
        rows.stream()
            .map(
                r ->
                    RowFactory.create(
                        r.section(),
                        r.metric(),
                        r.value(),
                        r.low(),
                        r.high(),
                        r.n(),
                        r.signature()))
            .toList();
    run.write(
        Table.SCORES, run.spark().createDataFrame(written, Table.SCORES.schema()).coalesce(1));
  }

  /** Report ids by section and check; with more than MAX_IDS of them, the first. */
  private static Map<String, Map<String, List<String>>> failing(Map<String, Scores> scores) {
    Map<String, Map<String, List<String>>> failing = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      if (scores.containsKey(section.key())) {
        Map<String, List<String>> checks = new LinkedHashMap<>();
        scores
            .get(section.key())
            .failing()
            .forEach((check, ids) -> checks.put(check, ids.stream().limit(MAX_IDS).toList()));
        failing.put(section.key(), checks);
      }
    }
    return failing;
  }
}
