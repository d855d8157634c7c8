package io.shoken.app;

import io.shoken.app.config.Settings;
import io.shoken.translate.Translate;
import io.shoken.warehouse.Step;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** English sections to Japanese. */
@Command(
    name = "translate",
    description = {
      "Translates every distinct section that has no translation under the current settings.",
      "The default provider is a stand-in that the job starts itself; for a real service set",
      "translate.provider=openai, translate.base-url, translate.model, and OPENAI_API_KEY."
    },
    subcommands = BatchCommand.class)
final class TranslateCommand extends StepCommand {

  @Option(names = "--dry-run", description = "Count calls, tokens, price and time; make no call.")
  private boolean dryRun;

  @Option(names = "--only-failed", description = "Ask again just for failed and rejected texts.")
  private boolean onlyFailed;

  @Option(names = "--limit", paramLabel = "N", description = "The most texts to ask for.")
  private Optional<Integer> limit = Optional.empty();

  @Override
  String name() {
    return "translate";
  }

  @Override
  Step step(Application application) {
    return of(application, new Translate.Options(onlyFailed, limit, dryRun));
  }

  static Translate of(Application application, Translate.Options options) {
    Settings settings = application.settings();
    return new Translate(
        settings.translate(), settings.sandbox(), options, System.getenv(), System.out::println);
  }
}
