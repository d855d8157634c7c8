package io.shoken.app;

import io.shoken.console.PrintableStream;
import io.shoken.core.Printable;
import io.shoken.core.UserException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line: {@code shoken [command] [options]}; without a command it runs everything. */
@Command(
    name = "shoken",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
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
      "75:another run holds the lease, or try again later",
      "130, 143:stopped by Ctrl-C, by SIGTERM; what was paid is kept"
    },
    description = {
      "English chest-CT reports to a Japanese corpus, and 18 findings out of Japanese reports.",
      "Without a command: the whole pipeline."
    })
public final class Main {
  /** Unseen: a JVM that is being stopped ends with the code of the signal. */
  private static final int STOPPED = 143;

  private Main() {}

  public static void main(String[] args) {
    System.setOut(PrintableStream.over(new FileOutputStream(FileDescriptor.out)));
    System.setErr(PrintableStream.over(new FileOutputStream(FileDescriptor.err)));
    Stopping.expect();
    Thread.setDefaultUncaughtExceptionHandler(Main::tellLostThread);
    int exitCode = Machine.refusal(args).map(Main::refuse).orElseGet(() -> run(args));
    Stopping.ended();
    System.exit(exitCode);
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
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::explain)
            .setParameterExceptionHandler(Main::explainUsage);
    boolean noCommand = args.length == 0 || (args[0].startsWith("-") && !isRootOption(args[0]));
    String[] effective = noCommand ? withRun(args) : args;
    try {
      return commandLine.execute(effective);
    } catch (Error e) { // the command line hands on exceptions alone
      return explain(e, commandLine, null);
    }
  }

  /** A thread beside the command's own has died; the message may be from outside. */
  private static void tellLostThread(Thread thread, Throwable thrown) {
    if (!Stopping.isUnderWay()) {
      System.err.println(
          "shoken: the thread "
              + Printable.line(thread.getName())
              + " ended by "
              + thrown.getClass().getName());
    }
  }

  private static int refuse(String why) {
    System.err.println("shoken: " + Printable.line(why));
    return UserException.Kind.USAGE.exitCode();
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

  private static int explain(
      Throwable thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    return Stopping.isUnderWay() ? STOPPED : Explanation.of(thrown).print(commandLine.getErr());
  }

  private static int explainUsage(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("shoken: " + Printable.line(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return UserException.Kind.USAGE.exitCode();
  }
}
