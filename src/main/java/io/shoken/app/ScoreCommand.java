package io.shoken.app;

import io.shoken.console.JsonRows;
import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.score.Score;
import io.shoken.score.ScoreComparison;
import io.shoken.score.ScoreOptions;
import io.shoken.score.ScoreSettings;
import io.shoken.score.ScoreTables;
import io.shoken.warehouse.Step;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Translations against revisions, or one file against another. */
@Command(
    name = "score",
    description = {
      "BLEU, chrF, TER, ROUGE, edit rate and clinical fidelity, with signatures:",
      "of translations against revisions, or of a file against another, one text a line."
    })
final class ScoreCommand extends StepCommand {

  @Option(
      names = "--reference",
      paramLabel = "STAGE",
      description = "revised or checked (default: checked where there is any, else revised).")
  private Optional<String> reference = Optional.empty();

  @Option(names = "--hypothesis", paramLabel = "FILE", description = "Texts to score.")
  private Optional<Path> hypothesis = Optional.empty();

  @Option(names = "--reference-file", paramLabel = "FILE", description = "What they should be.")
  private Optional<Path> referenceFile = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Other texts, to compare with --hypothesis in paired tests.")
  private Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--confidence",
      description = "For files: with 95 %% intervals. The warehouse's scores always have them.")
  private boolean confidence;

  @Override
  String name() {
    return "score";
  }

  @Override
  Step step(Application application) {
    return of(application, new ScoreOptions(reference));
  }

  static Step of(Application application, ScoreOptions options) {
    return new Score(
        options,
        application.settings().score(),
        application.translationPreference(),
        application::show);
  }

  @Override
  int execute() {
    boolean files = hypothesis.isPresent() || referenceFile.isPresent() || baseline.isPresent();
    if (!files) {
      return super.execute();
    }
    if (hypothesis.isEmpty() || referenceFile.isEmpty() || reference.isPresent()) {
      throw UserException.usage(
          "score takes --reference STAGE, or --hypothesis FILE with --reference-file FILE");
    }
    ScoreSettings settings = options().configuration().settings().score();
    if (baseline.isPresent()) {
      print(
          ScoreComparison.ofFiles(baseline.get(), hypothesis.get(), referenceFile.get(), settings));
    } else {
      int resamples = confidence ? settings.resamples() : 0;
      print(new ScoreSettings(resamples, settings.seed()));
    }
    return Application.DONE;
  }

  private void print(ScoreSettings settings) {
    ScoreTables.OfFiles scores =
        ScoreTables.ofFiles(hypothesis.orElseThrow(), referenceFile.orElseThrow(), settings);
    if (!options().json()) {
      scores.lines().forEach(System.out::println);
    }
    print(scores.table());
    if (!options().json()) {
      scores.failing().forEach(System.out::println);
    }
  }

  private void print(TextTable table) {
    System.out.print(options().json() ? JsonRows.of(table) : table.text());
  }
}
