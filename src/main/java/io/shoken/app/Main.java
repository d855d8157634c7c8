package io.shoken.app;

import io.shoken.core.UserException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line: {@code shoken [command] [options]}; without a command it runs everything. */
@Command(
    name = "shoken",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = ReviewCommand.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:usage or configuration",
      "3:done, but some rows failed or were rejected",
      "4:stopped by quota or budget; what was paid is kept",
      "5:an input breaks the contract",
      "69:a service or the warehouse cannot be reached",
      "70:a bug",
      "75:another run holds the lease, or try again later"
    },
    description = {
      "English chest-CT reports to a Japanese corpus, and 18 findings out of Japanese reports.",
      "Without a command: the whole pipeline."
    })
public final class Main {
  private static final int BUG = 70;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new RunCommand())
            .addSubcommand(new IngestCommand())
            .addSubcommand(new TranslateCommand())
            .addSubcommand(new ScoreCommand())
            .addSubcommand(new TokenizeCommand())
            .addSubcommand(new TrainCommand())
            .addSubcommand(new TrainLinearCommand())
            .addSubcommand(new PredictCommand())
            .addSubcommand(new EvaluateCommand())
            .addSubcommand(new PageCommand())
            .addSubcommand(new SandboxCommand())
            .addSubcommand(new ComposeCommand())
            .addSubcommand(new DoctorCommand())
            // After the commands, since these reach only the ones that are there.
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::explain)
            .setParameterExceptionHandler(Main::explainUsage);
    boolean noCommand = args.length == 0 || (args[0].startsWith("-") && !isRootOption(args[0]));
    String[] effective = noCommand ? withRun(args) : args;
    return commandLine.execute(effective);
  }

  private static boolean isRootOption(String arg) {
    return switch (arg) {
      case "-h", "--help", "-V", "--version" -> true;
      default -> false;
    };
  }

  private static String[] withRun(String[] args) {
    String[] all = new String[args.length + 1];
    all[0] = "run";
    System.arraycopy(args, 0, all, 1, args.length);
    return all;
  }

  private static int explain(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed)
      throws Exception {
    PrintWriter err = commandLine.getErr();
    Optional<UserException> users = usersError(e);
    if (users.isPresent()) {
      err.println("shoken: " + users.get().getMessage());
      return users.get().kind().exitCode();
    }
    err.println("shoken: a bug; please report it with the lines below");
    e.printStackTrace(err);
    return BUG;
  }

  /** The user's error, also where a Spark task threw it. */
  private static Optional<UserException> usersError(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .filter(UserException.class::isInstance)
        .map(UserException.class::cast)
        .findFirst();
  }

  private static int explainUsage(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("shoken: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return UserException.Kind.USAGE.exitCode();
  }
}
