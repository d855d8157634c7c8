package io.shoken.app;

import io.shoken.core.UserException;
import io.shoken.review.ExportOptions;
import io.shoken.review.ReviewImport;
import io.shoken.review.ReviewReport;
import io.shoken.warehouse.Step;
import io.shoken.warehouse.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The review of the sample data in the default run: both stages are exported, and the answers that
 * ship with the sample are imported. They fit the stand-in server's translations only; with others
 * nothing is imported.
 */
final class SampleReview {
  /** Ids of the reports, one a line. */
  private static final String REPORTS = "reports.txt";

  private static final int SHARED = 6;

  private final Application application;
  private final Path answers;
  private final Path out;

  SampleReview(Application application) {
    this.application = application;
    this.answers = Path.of(application.settings().run().sampleData(), "review");
    this.out = Path.of(application.settings().run().models()).resolveSibling("review");
  }

  /**
   * Exports, imports and reports, unless the warehouse has revisions.
   *
   * @param step runs and commits a step under a name
   */
  void run(BiConsumer<Step, String> step) {
    if (!Files.isDirectory(answers) || !application.warehouse().runsOf(Table.REVISIONS).isEmpty()) {
      return;
    }
    boolean taken =
        stage("revised", List.of("reader-1", "reader-2"), step)
            && stage("checked", List.of("senior-1"), step);
    if (taken) {
      step.accept(new ReviewReport(Optional.empty(), table -> {}), "review-report");
    }
  }

  private boolean stage(String stage, List<String> reviewers, BiConsumer<Step, String> step) {
    ReviewCommand.Export.of(
            application,
            new ExportOptions(
                out.resolve(stage),
                reports().size(),
                Optional.of("valid"),
                stage,
                reviewers,
                reviewers.size() > 1 ? SHARED : 0,
                1,
                false,
                0,
                Optional.empty(),
                "ja",
                true,
                reports()),
            table -> {})
        .run();
    List<Path> files =
        reviewers.stream().map(r -> answers.resolve(stage).resolve(r + ".review.json")).toList();
    if (!files.stream().allMatch(f -> ReviewImport.isOfKnownExport(application.warehouse(), f))) {
      application
          .terminal()
          .say("the sample's review fits the stand-in server's translations; it is left out");
      return false;
    }
    step.accept(
        ReviewCommand.Import.of(
            application,
            new ReviewImport.ImportOptions(files, Optional.empty(), false),
            table -> {}),
        "review-import-" + stage);
    return true;
  }

  private List<String> reports() {
    try {
      return Files.readAllLines(answers.resolve(REPORTS)).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT, answers.resolve(REPORTS) + " cannot be read: " + e, e);
    }
  }
}
