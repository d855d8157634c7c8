package io.shoken.app;

import io.shoken.review.ExportOptions;
import io.shoken.review.ReviewExport;
import io.shoken.review.ReviewImport;
import io.shoken.review.ReviewReport;
import io.shoken.warehouse.Step;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code review ...}: texts to radiologists and back. */
@Command(
    name = "review",
    description = {
      "Radiologists revise a sample: export writes a page and a CSV file for each reviewer,",
      "import takes what they hand back, report says what their work shows."
    },
    subcommands = {
      ReviewCommand.Export.class,
      ReviewCommand.Import.class,
      ReviewCommand.Report.class
    })
final class ReviewCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "review needs one of export, import, report");
  }

  /** Texts to reviewers. */
  @Command(
      name = "export",
      description = {
        "Draws reports by a seed, so that rejected and doubtful answers, rare findings and long",
        "reports are represented, and writes NAME.html, NAME.csv and sample.json."
      })
  static final class Export extends ConfiguredCommand {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
    private Path out;

    @Option(names = "--sample", paramLabel = "N", description = "The most reports (default: 150).")
    private int sample = 150;

    @Option(
        names = "--split",
        paramLabel = "NAME",
        description = "Split of the reports (default: all but train).")
    private Optional<String> split = Optional.empty();

    @Option(
        names = "--stage",
        paramLabel = "STAGE",
        description = "revised (default), checked, or adjudicated.")
    private String stage = "revised";

    @Option(
        names = "--reviewer",
        arity = "1..*",
        paramLabel = "NAME",
        description = "A reviewer; may be repeated.")
    private List<String> reviewers = new ArrayList<>();

    @Option(
        names = "--overlap",
        paramLabel = "K",
        description = "Reports that every reviewer gets, for agreement (default: 0).")
    private int overlap;

    @Option(names = "--seed", paramLabel = "N", description = "Of the sample (default: 1).")
    private long seed = 1;

    @Option(
        names = "--pairs",
        description = "Ask blindly which is better, the machine's text or the revised one.")
    private boolean pairs;

    @Option(
        names = "--attention",
        paramLabel = "N",
        description = "Texts with a seeded error for each reviewer, told to nobody (default: 0).")
    private int attention;

    @Option(
        names = "--rated",
        paramLabel = "N",
        description = "Reports of each reviewer that are rated 1 to 5 (default: all).")
    private Optional<Integer> rated = Optional.empty();

    @Option(
        names = "--language",
        paramLabel = "ja|en",
        description = "Language that the page starts in (default: ja).")
    private String language = "ja";

    @Option(
        names = "--report",
        arity = "1..*",
        paramLabel = "ID",
        description = "Draw from these reports only; may be repeated.")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace files of that folder that differ.")
    private boolean overwrite;

    @Override
    int execute() {
      ExportOptions exported =
          new ExportOptions(
              out, sample, split, stage, reviewers, overlap, seed, pairs, attention, rated,
              language, overwrite, reports);
      try (Application application = Application.open(options(), "review export")) {
        String id =
            new ReviewExport(
                    application.warehouse(),
                    application.translationPreference(),
                    exported,
                    Clock.systemUTC(),
                    application::show)
                .run();
        application.terminal().say("review export: " + out + " holds export " + id);
      }
      return Application.DONE;
    }
  }

  /** Their work to the table. */
  @Command(
      name = "import",
      description = {
        "Takes files that reviewers hand back into revisions. A file of which one row does not",
        "fit its export is refused as a whole, with the numbers of the rows."
      })
  static final class Import extends StepCommand {
    @Option(
        names = "--in",
        arity = "1..*",
        required = true,
        paramLabel = "FILE",
        description = "NAME.review.json or NAME.csv; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
        names = "--reviewer",
        paramLabel = "NAME",
        description = "Who filled in the CSV files (default: the file's name says so).")
    private Optional<String> reviewer = Optional.empty();

    @Option(names = "--dry-run", description = "Check the files and write nothing.")
    private boolean dryRun;

    @Override
    String name() {
      return "review import";
    }

    @Override
    Step step(Application application) {
      return new ReviewImport(
          new ReviewImport.ImportOptions(files, reviewer, dryRun),
          Clock.systemUTC(),
          application::show);
    }
  }

  /** What it says. */
  @Command(
      name = "report",
      description = {
        "Untouched texts, edits, time, errors, ratings and agreement with intervals, precision and",
        "recall of each check, terms for the glossary."
      })
  static final class Report extends StepCommand {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = {
          "Folder for review.csv, glossary.csv, marot.tsv and pearmut.json; the last two hold",
          "report text."
        })
    private Optional<Path> out = Optional.empty();

    @Override
    String name() {
      return "review report";
    }

    @Override
    Step step(Application application) {
      return new ReviewReport(out, application::show);
    }
  }
}
