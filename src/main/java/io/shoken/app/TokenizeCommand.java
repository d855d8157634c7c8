package io.shoken.app;

import io.shoken.core.UserException;
import io.shoken.tokenize.Tokenize;
import io.shoken.tokenize.TokenizeOptions;
import io.shoken.warehouse.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Japanese reports to the tokens and ids that a model reads. */
@Command(
    name = "tokenize",
    description = "Cuts the Japanese reports into the tokens and ids of a model's tokenizer.")
final class TokenizeCommand extends StepCommand {

  @Option(names = "--model", paramLabel = "DIR", description = "A model folder with its tokenizer.")
  private String model;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description = "A folder with vocab.txt and tokenizer_config.json.")
  private String tokenizer;

  @Override
  String name() {
    return "tokenize";
  }

  @Override
  Step step(Application application) {
    if ((model == null) == (tokenizer == null)) {
      throw UserException.usage(
          "tokenize needs one of --model DIR and --tokenizer DIR, to know whose tokens to make");
    }
    return of(application, TokenizeOptions.with(model == null ? tokenizer : model));
  }

  static Step of(Application application, TokenizeOptions options) {
    return new Tokenize(options, application.translationPreference());
  }
}
