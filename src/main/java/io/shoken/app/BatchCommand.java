package io.shoken.app;

import io.shoken.app.config.Settings;
import io.shoken.console.TextTable;
import io.shoken.core.UserException;
import io.shoken.translate.Batches;
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

/** {@code translate batch ...}: the same translations through a service's batch interface. */
@Command(
    name = "batch",
    description = {
      "The same translations through the service's batch interface: up to a day, half the price.",
      "export writes files of requests, submit orders them, status tells how far they are,",
      "import takes their results; run does all of it. Each can be repeated at any time."
    },
    subcommands = {
      BatchCommand.Export.class,
      BatchCommand.Submit.class,
      BatchCommand.Status.class,
      BatchCommand.Import.class,
      BatchCommand.Run.class
    })
final class BatchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "translate batch needs one of export, submit, status, import, run");
  }

  private static Batches batches(Application application) {
    Settings settings = application.settings();
    return new Batches(
        settings.translate(),
        settings.sandbox(),
        System.getenv(),
        Clock.systemUTC(),
        application.terminal()::say);
  }

  /** Requests to files. */
  @Command(
      name = "export",
      description = {
        "Writes requests for every text that has no translation and is in no open batch, to",
        "<warehouse>/batches/, split by translate.batch.max-requests and max-bytes."
      })
  static final class Export extends ConfiguredCommand {
    @Option(names = "--limit", paramLabel = "N", description = "The most texts to export.")
    private Optional<Integer> limit = Optional.empty();

    @Override
    int execute() {
      try (Application application = Application.open(options(), "translate batch export")) {
        application.holdLease();
        long requests = batches(application).export(application.warehouse(), limit);
        application.terminal().say("translate batch export: %,d requests".formatted(requests));
      }
      return Application.DONE;
    }
  }

  /** Files to the service. */
  @Command(
      name = "submit",
      description = "Uploads what was exported under these settings and orders its batches.")
  static final class Submit extends ConfiguredCommand {
    @Override
    int execute() {
      try (Application application = Application.open(options(), "translate batch submit")) {
        application.holdLease();
        int batches = batches(application).submit(application.warehouse());
        application.terminal().say("translate batch submit: %,d batches".formatted(batches));
      }
      return Application.DONE;
    }
  }

  /** How far they are. */
  @Command(name = "status", description = "Prints how far each batch is.")
  static final class Status extends ConfiguredCommand {
    @Override
    int execute() {
      try (Application application = Application.open(options(), "translate batch status")) {
        TextTable table = batches(application).status(application.warehouse());
        application.show(table);
      }
      return Application.DONE;
    }
  }

  /** All of it. */
  @Command(
      name = "run",
      description = {
        "Exports, keeps as many batches at the service as translate.limits.batch-queue-tokens",
        "holds, imports what is over, and ends when every text has its row. Killed, it resumes."
      })
  static final class Run extends ConfiguredCommand {
    @Override
    int execute() {
      try (Application application = Application.open(options(), "translate batch run")) {
        application.holdLease();
        return batches(application).run(application.warehouse(), application::execute);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserException(
            UserException.Kind.TRY_LATER, "translate batch run: interrupted; run it again");
      }
    }
  }

  /** Results to the table. */
  @Command(
      name = "import",
      description = {
        "Takes the results of the batches that are over into translations, each once.",
        "With --in: of result files that were carried out elsewhere."
      })
  static final class Import extends ConfiguredCommand {
    @Option(
        names = "--in",
        paramLabel = "FILE",
        arity = "1..*",
        description = "Result files in the form of OpenAI's batch output.")
    private List<Path> files = new ArrayList<>();

    @Override
    int execute() {
      try (Application application = Application.open(options(), "translate batch import")) {
        return application.execute(batches(application).importing(files));
      }
    }
  }
}
