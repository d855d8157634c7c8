package io.shoken.app;

import io.shoken.core.UserException;
import io.shoken.publish.Publish;
import io.shoken.publish.PublishOptions;
import io.shoken.publish.PublishSettings;
import io.shoken.publish.SourceJoin;
import io.shoken.warehouse.Step;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The corpus in the files that the field downloads. */
@Command(
    name = "publish",
    description = {
      "Writes CT-RATE-JPN's two CSV files, Parquet with labels, cards, licence and provenance.",
      "English text is left out unless --with-source; `publish join` puts it back for those who",
      "hold the source and have ingested it."
    },
    subcommands = PublishCommand.Join.class)
final class PublishCommand extends StepCommand {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that appears; an older publication there is replaced.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--licence",
      paramLabel = "ID",
      description = "SPDX identifier, such as CC-BY-NC-SA-4.0.")
  private Optional<String> licence = Optional.empty();

  @Option(
      names = "--with-source",
      description = "With the English text; needs publish.source.may-be-passed-on.")
  private boolean withSource;

  @Option(
      names = "--label-source",
      paramLabel = "NAME",
      description = "Whose labels (default: the only source that there is).")
  private Optional<String> labelSource = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A BERT folder that is published beside the data.")
  private Optional<Path> model = Optional.empty();

  @Override
  String name() {
    return "publish";
  }

  @Override
  Step step(Application application) {
    if (out.isEmpty() || licence.isEmpty()) { // not "required": the subcommand has its own
      throw UserException.usage("publish needs --out DIR and --licence ID");
    }
    return of(
        application,
        new PublishOptions(out.get(), licence.get(), withSource, labelSource, model),
        application.settings().publish());
  }

  static Step of(Application application, PublishOptions options, PublishSettings settings) {
    return new Publish(options, settings, application.translationPreference(), Version.ofShoken());
  }

  /** The English text back into a publication. */
  @Command(
      name = "join",
      description = {
        "Rebuilds the full files of a publication from the reports of the warehouse: ingest the",
        "source's files first."
      })
  static final class Join extends StepCommand {
    @Option(
        names = "--in",
        paramLabel = "DIR",
        required = true,
        description = "The folder of the publication.")
    private Path in;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        required = true,
        description = "The folder that appears.")
    private Path out;

    @Override
    String name() {
      return "publish join";
    }

    @Override
    Step step(Application application) {
      return new SourceJoin(in, out);
    }
  }
}
